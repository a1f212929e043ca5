/**
 * Runs `paint` at most once per animation frame. A hidden tab gets no frames: there it runs at once, so that a reader
 * who comes back finds everything that was told meanwhile. `flush` paints what still waits for its frame.
 */
export function perFrame(paint: () => void): { request: () => void; flush: () => void; cancel: () => void } {
  let frame: number | null = null;
  const run = () => {
    frame = null;
    paint();
  };
  const cancel = () => {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
  };
  return {
    request: () => {
      if (document.visibilityState === 'hidden') paint();
      else frame ??= requestAnimationFrame(run);
    },
    flush: () => {
      if (frame === null) return;
      cancel();
      paint();
    },
    cancel,
  };
}
