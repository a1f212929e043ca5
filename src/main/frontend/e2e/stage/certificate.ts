import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  settings: { HTTP_TLS_CERT: string; HTTP_TLS_KEY: string };
  remove: () => void;
}

const DAY_MS = 86_400_000;

/** A key, and the smallest certificate (X.509 version 1) it can sign for itself, as PEM files. */
export function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('localhost')))));
  const validity = sequence(time(Date.now() - DAY_MS), time(Date.now() + DAY_MS));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const content = sequence(der(0x02, Buffer.of(1)), ECDSA_WITH_SHA256, name, validity, name, spki);
  const signature = Buffer.concat([Buffer.of(0), sign('sha256', content, privateKey)]);
  const certificate = sequence(content, ECDSA_WITH_SHA256, der(0x03, signature));

  const folder = mkdtempSync(join(tmpdir(), 'journey-certificate-'));
  const settings = { HTTP_TLS_CERT: join(folder, 'certificate.pem'), HTTP_TLS_KEY: join(folder, 'key.pem') };
  const lines = certificate.toString('base64').replaceAll(/.{1,64}/g, '$&\n');
  writeFileSync(settings.HTTP_TLS_CERT, `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`);
  writeFileSync(settings.HTTP_TLS_KEY, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return { settings, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const COMMON_NAME = Buffer.from('0603550403', 'hex');
const ECDSA_WITH_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

/** Tag, length, content; lengths from 128 on need a byte that says how many bytes they have. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

/** UTCTime. */
function time(millis: number): Buffer {
  const digits = new Date(millis).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
}
