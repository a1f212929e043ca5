import { ComposerPrimitive } from '@assistant-ui/react';
import { Send } from 'lucide-react';
import { Notice } from '../../lib/ui/Notice';
import type { WayOn } from './messages';
import { refusalWords } from './phrases';

interface NextWishProps {
  way: WayOn;
  /** Why the last wish was not taken, if it was not. */
  refusal: unknown;
  onChoice: (choice: number) => void;
}

/** What happens next: the storyteller's choices as large buttons, or the child's own idea. */
export function NextWish({ way, refusal, onChoice }: NextWishProps) {
  return (
    <section className="next" aria-labelledby="next-question">
      <h2 id="next-question">{way.question ?? 'What happens next?'}</h2>
      {refusal !== null && <Notice>{refusalWords(refusal)}</Notice>}
      {way.choices.length > 0 && (
        <ul className="choices">
          {way.choices.map((choice, i) => (
            <li key={choice.id}>
              <button type="button" className="choice" onClick={() => onChoice(choice.id)}>
                <span className="choice-number" aria-hidden="true">
                  {i + 1}
                </span>
                {choice.text}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ComposerPrimitive.Root className="idea">
        <label htmlFor="idea">Or an idea of your own</label>
        <div className="idea-row">
          <ComposerPrimitive.Input
            id="idea"
            className="input idea-input"
            placeholder="And then a dragon knocks at the door…"
            maxLength={300}
            rows={1}
            autoComplete="off"
            addAttachmentOnPaste={false}
            unstable_focusOnRunStart={false}
            unstable_focusOnScrollToBottom={false}
            unstable_focusOnThreadSwitched={false}
          />
          <ComposerPrimitive.Send className="button button-main">
            <Send size={18} aria-hidden="true" />
            Tell it
          </ComposerPrimitive.Send>
        </div>
      </ComposerPrimitive.Root>
    </section>
  );
}
