import { type InputHTMLAttributes, type TextareaHTMLAttributes, useEffect, useId, useRef } from 'react';

interface FieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
}

export function TextField({
  label,
  hint,
  error,
  ...input
}: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const { id, describedBy } = useFieldIds(hint, error);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={useFocusWhenWrong<HTMLInputElement>(error)}
        id={id}
        className="input"
        aria-invalid={error !== undefined}
        aria-describedby={describedBy}
        {...input}
      />
      <FieldWords id={id} hint={hint} error={error} />
    </div>
  );
}

export function TextArea({
  label,
  hint,
  error,
  ...area
}: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { id, describedBy } = useFieldIds(hint, error);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={useFocusWhenWrong<HTMLTextAreaElement>(error)}
        id={id}
        className="input"
        aria-invalid={error !== undefined}
        aria-describedby={describedBy}
        {...area}
      />
      <FieldWords id={id} hint={hint} error={error} />
    </div>
  );
}

/** The first field with an error takes the focus, and so says its error to whoever listens. */
function useFocusWhenWrong<T extends HTMLElement>(error: string | undefined) {
  const field = useRef<T>(null);
  useEffect(() => {
    if (error !== undefined && !document.activeElement?.matches('[aria-invalid=true]'))
      field.current?.focus();
  }, [error]);
  return field;
}

function useFieldIds(hint: string | undefined, error: string | undefined) {
  const id = useId();
  const ids = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean);
  return { id, describedBy: ids.length > 0 ? ids.join(' ') : undefined };
}

function FieldWords({
  id,
  hint,
  error,
}: {
  id: string;
  hint: string | undefined;
  error: string | undefined;
}) {
  return (
    <>
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </>
  );
}
