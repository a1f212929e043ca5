// Where the stars of the trail stand, in percent: the stages of a telling, roughly.
const STARS = [0, 25, 50, 75, 90, 100] as const;

/** Progress as a trail of stars that light up as the comet passes. */
export function StarTrail({ percent, words }: { percent: number; words: string }) {
  return (
    <div className="trail-row">
      <div
        className="trail"
        role="progressbar"
        aria-label="How much is told"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${percent} percent. ${words}`}
      >
        <div className="trail-line">
          <div className="trail-lit" style={{ transform: `scaleX(${percent / 100})` }} />
        </div>
        {STARS.map((at) => (
          <span
            key={at}
            className={percent >= at ? 'trail-star is-lit' : 'trail-star'}
            style={{ insetInlineStart: `${at}%` }}
          />
        ))}
        <div className="trail-comet" style={{ transform: `translateX(${percent}%)` }}>
          <span />
        </div>
      </div>
      <span className="trail-percent" aria-hidden="true">
        {percent} %
      </span>
    </div>
  );
}
