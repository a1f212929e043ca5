interface OptionsProps<T extends string> {
  legend: string;
  name: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, as native radio buttons: arrows move, the group has a name. */
export function Options<T extends string>({ legend, name, options, value, onChange }: OptionsProps<T>) {
  return (
    <fieldset className="field">
      <legend className="field-name">{legend}</legend>
      <div className="options">
        {options.map((option) => (
          <label key={option.value} className="option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
