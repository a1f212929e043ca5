import { type ReactNode, useId } from 'react';
import './planet.css';

const COLOURS = [
  ['#ffd98a', '#f08a5d', '#8a3b6b'],
  ['#a6f0e0', '#3fa7c9', '#2a3f8f'],
  ['#ffc4d6', '#d96aa7', '#5b2a86'],
  ['#d9f2a0', '#5fb37c', '#1f5a6b'],
  ['#cbbcff', '#7d6bdc', '#33257a'],
  ['#ffe3b8', '#c98f6a', '#5a3a55'],
] as const;

/** Whole numbers from words, the same on every visit. */
export function numberOf(seed: string): number {
  let hash = 2166136261;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return (hash ^ (hash >>> 13)) >>> 0;
}

interface PlanetProps {
  seed: string;
  size: number;
  /** What stands on the planet; it is decoration, the words beside it say the same. */
  children?: ReactNode;
}

/** A planet of its own for every seed: colours, bands or craters, perhaps a ring, perhaps a moon. */
export function Planet({ seed, size, children }: PlanetProps) {
  const id = useId();
  const number = numberOf(seed);
  const [light, middle, deep] = COLOURS[number % COLOURS.length] ?? COLOURS[0];
  const kind = (number >>> 4) % 3;
  const ringed = (number >>> 8) % 5 < 2;
  return (
    <span className="planet" aria-hidden="true">
      <svg width={size} height={size} viewBox="0 0 100 100">
        <defs>
          <radialGradient id={`${id}s`} cx="0.34" cy="0.28" r="0.85">
            <stop offset="0" stopColor={light} />
            <stop offset="0.5" stopColor={middle} />
            <stop offset="1" stopColor={deep} />
          </radialGradient>
          <clipPath id={`${id}c`}>
            <circle cx="50" cy="50" r="36" />
          </clipPath>
        </defs>
        {ringed && <Ring colour={light} d="M8 61 A46 13 -14 0 1 92 39" />}
        <circle cx="50" cy="50" r="36" fill={`url(#${id}s)`} />
        <g clipPath={`url(#${id}c)`} opacity="0.3">
          {kind === 0 && <Bands light={light} deep={deep} />}
          {kind === 1 && <Craters deep={deep} />}
          {kind === 2 && <Lands light={light} />}
        </g>
        {ringed ? (
          <Ring colour={light} d="M92 39 A46 13 -14 0 1 8 61" />
        ) : (
          <circle cx="86" cy="18" r={4 + ((number >>> 12) % 4)} fill={light} opacity="0.9" />
        )}
      </svg>
      {children !== undefined && <span className="planet-face">{children}</span>}
    </span>
  );
}

function Ring({ colour, d }: { colour: string; d: string }) {
  return <path d={d} fill="none" stroke={colour} strokeWidth="3.5" strokeLinecap="round" opacity="0.85" />;
}

function Bands({ light, deep }: { light: string; deep: string }) {
  return (
    <g transform="rotate(-14 50 50)">
      <rect x="0" y="30" width="100" height="7" fill={deep} />
      <rect x="0" y="47" width="100" height="11" fill={light} />
      <rect x="0" y="66" width="100" height="6" fill={deep} />
    </g>
  );
}

function Craters({ deep }: { deep: string }) {
  return (
    <g fill={deep}>
      <circle cx="32" cy="64" r="8" />
      <circle cx="68" cy="36" r="6" />
      <circle cx="60" cy="74" r="5" />
      <circle cx="38" cy="30" r="4" />
    </g>
  );
}

function Lands({ light }: { light: string }) {
  return (
    <g fill={light}>
      <path d="M10 40 Q30 28 44 40 T60 56 Q48 66 34 58 T10 60Z" />
      <path d="M62 22 Q80 26 88 44 Q76 50 68 40Z" />
      <path d="M56 76 Q70 66 82 72 Q72 88 58 86Z" />
    </g>
  );
}
