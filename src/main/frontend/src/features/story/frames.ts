/**
 * Runs `paint` at most once per animation frame. A hidden tab gets no frames: there it runs at once, so that a reader
 * who comes back finds everything that was told meanwhile.
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
  const flush = () => {
    cancel();
    paint();
  };
  return {
    request: () => {
      if (document.visibilityState === 'hidden') flush();
      else frame ??= requestAnimationFrame(run);
    },
    flush,
    cancel,
  };
}
