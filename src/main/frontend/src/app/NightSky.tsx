import './sky.css';

interface Star {
  x: number;
  y: number;
  radius: number;
}

// The golden angle scatters evenly without a pattern, and the same way on every visit.
const STARS: readonly Star[] = Array.from({ length: 90 }, (_, i) => ({
  x: (i * 61.803398875) % 100,
  y: ((i * i * 7.13 + i * 37.7) % 100) * 0.92,
  radius: i % 11 === 0 ? 0.15 : i % 4 === 0 ? 0.09 : 0.055,
}));

/** The sky behind every page: decoration, out of everybody's way. */
export function NightSky() {
  return (
    <div className="sky" aria-hidden="true">
      <svg className="sky-stars" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice">
        {STARS.map((star, i) => (
          <circle
            key={star.x}
            cx={star.x}
            cy={star.y}
            r={star.radius}
            className={i % 11 === 0 ? 'sky-star sky-star-bright' : 'sky-star'}
          />
        ))}
      </svg>
    </div>
  );
}
