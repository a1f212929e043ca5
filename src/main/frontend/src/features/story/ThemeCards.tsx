import type { Theme } from '../../lib/api';
import { ThemePlanet } from '../../lib/ui/ThemePlanet';

interface ThemeCardsProps {
  themes: readonly Theme[];
  chosen: string | null;
  onChoose: (theme: string) => void;
}

/** The themes as planets to land on; radio buttons underneath, so that arrows fly from one to the next. */
export function ThemeCards({ themes, chosen, onChoose }: ThemeCardsProps) {
  return (
    <fieldset>
      <legend className="choosing-legend">Pick a planet</legend>
      <div className="themes">
        {themes.map((theme) => (
          <label key={theme.id} className="card theme">
            <input
              type="radio"
              name="theme"
              value={theme.id}
              checked={chosen === theme.id}
              onChange={() => onChoose(theme.id)}
            />
            <ThemePlanet theme={theme.id} size={104} />
            <span className="theme-words">
              <strong>{theme.name}</strong>
              <span className="muted">{theme.description}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
