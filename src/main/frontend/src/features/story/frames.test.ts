import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { perFrame } from './frames';

let frame: FrameRequestCallback | null = null;

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    frame = callback;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => (frame = null));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('paints once a frame, however often it is asked', () => {
  const paint = vi.fn();
  const painter = perFrame(paint);
  for (let i = 0; i < 50; i++) painter.request();
  expect(paint).not.toHaveBeenCalled();
  frame?.(0);
  expect(paint).toHaveBeenCalledOnce();
  painter.request();
  frame?.(16);
  expect(paint).toHaveBeenCalledTimes(2);
});

it('paints at once in a hidden tab, which has no frames', () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  const paint = vi.fn();
  perFrame(paint).request();
  expect(paint).toHaveBeenCalledOnce();
});

it('paints what is waiting when the reader comes back', () => {
  const paint = vi.fn();
  const painter = perFrame(paint);
  painter.request();
  painter.flush();
  expect(paint).toHaveBeenCalledOnce();
  expect(frame).toBeNull();
});
