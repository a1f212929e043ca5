import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../../lib/api';
import { signedOut } from '../../lib/session';
import { useSettings } from '../../lib/settings';
import { Confirm } from '../../lib/ui/Confirm';
import { Options } from '../../lib/ui/Options';
import { usePage } from '../../lib/usePage';
import './settings.css';

const SIZES = [
  { value: 'normal', label: 'Normal' },
  { value: 'large', label: 'Large' },
  { value: 'largest', label: 'Largest' },
] as const;

const THEMES = [
  { value: 'auto', label: 'As on this device' },
  { value: 'light', label: 'Dawn' },
  { value: 'dark', label: 'Night' },
] as const;

const MOTIONS = [
  { value: 'auto', label: 'As on this device' },
  { value: 'reduced', label: 'Less' },
] as const;

export function SettingsPage() {
  usePage('Settings');
  const settings = useSettings();
  return (
    <div className="settings">
      <div className="page-head">
        <h1>Settings</h1>
      </div>
      <section className="card settings-card" aria-labelledby="reading-settings">
        <h2 id="reading-settings">Reading on this device</h2>
        <Options
          legend="Text of the stories"
          name="text"
          options={SIZES}
          value={settings.textSize}
          onChange={(textSize) => useSettings.setState({ textSize })}
        />
        <p className="settings-sample">The owl looked at the moon, and the moon looked back.</p>
        <Options
          legend="Sky"
          name="theme"
          options={THEMES}
          value={settings.theme}
          onChange={(theme) => useSettings.setState({ theme })}
        />
        <Options
          legend="Movement"
          name="motion"
          options={MOTIONS}
          value={settings.motion}
          onChange={(motion) => useSettings.setState({ motion })}
        />
      </section>
      <Account />
    </div>
  );
}

function Account() {
  const me = useQuery({ queryKey: ['me'], queryFn: async () => bodyOf(await api.GET('/auth/me')) });
  const [erasing, setErasing] = useState(false);
  const erase = async () => {
    await api.DELETE('/auth/me');
    signedOut();
  };
  return (
    <section className="card settings-card" aria-labelledby="account-settings">
      <h2 id="account-settings">Account</h2>
      <p className="muted">{me.data ? `Signed in as ${me.data.email}.` : 'Signed in.'}</p>
      <div className="actions">
        <button type="button" className="button button-danger" onClick={() => setErasing(true)}>
          Erase the account
        </button>
      </div>
      {erasing && (
        <Confirm
          title="Erase the account?"
          yes="Erase everything"
          onYes={erase}
          onClose={() => setErasing(false)}
        >
          The account goes, with every child and every story. Nothing of it can be brought back.
        </Confirm>
      )}
    </section>
  );
}
