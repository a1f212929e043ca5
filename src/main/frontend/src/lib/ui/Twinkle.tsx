const STAR = 'M8 0.8 9.7 6.3 15.2 8 9.7 9.7 8 15.2 6.3 9.7 0.8 8 6.3 6.3Z';

/** Three stars that take turns: something is on its way. */
export function Twinkle({ size = 14 }: { size?: number }) {
  return (
    <span className="twinkle" aria-hidden="true">
      {[0, 1, 2].map((star) => (
        <svg key={star} width={size} height={size} viewBox="0 0 16 16">
          <path d={STAR} fill="currentColor" />
        </svg>
      ))}
    </span>
  );
}

export function Waiting({ words }: { words: string }) {
  return (
    <div className="waiting" role="status">
      <Twinkle size={24} />
      <p className="muted">{words}</p>
    </div>
  );
}
