import { sentenceOf } from '../../lib/problem';
import { useThemes } from '../../lib/queries';
import { Notice } from '../../lib/ui/Notice';
import { ThemePlanet } from '../../lib/ui/ThemePlanet';

interface ThemeCardsProps {
  chosen: string | null;
  onChoose: (theme: string) => void;
}

/** The themes as planets to land on; radio buttons underneath, so that arrows fly from one to the next. */
export function ThemeCards({ chosen, onChoose }: ThemeCardsProps) {
  const themes = useThemes();
  return (
    <fieldset>
      <legend className="choosing-legend">Pick a planet</legend>
      {themes.isLoadingError && (
        <Notice>
          {sentenceOf(themes.error)} A theme in your own words works all the same.{' '}
          <button type="button" className="button" onClick={() => void themes.refetch()}>
            Try again
          </button>
        </Notice>
      )}
      {themes.isPending && themes.errorUpdateCount > 0 && (
        <p className="muted" role="status">
          Looking for the planets…
        </p>
      )}
      <div className="themes">
        {themes.data?.map((theme) => (
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
