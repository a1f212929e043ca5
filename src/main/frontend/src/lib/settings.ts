import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type TextSize = 'normal' | 'large' | 'largest';
export type ColourTheme = 'auto' | 'light' | 'dark';
export type Motion = 'auto' | 'reduced';

interface Settings {
  textSize: TextSize;
  theme: ColourTheme;
  motion: Motion;
}

/** This device's own; they hold no name and survive signing out. */
export const useSettings = create<Settings>()(
  persist(() => ({ textSize: 'normal', theme: 'auto', motion: 'auto' }) as Settings, { name: 'settings' }),
);

/** Keeps the document as the settings say, from now on. */
export function applySettings(root: HTMLElement = document.documentElement): void {
  const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
  const apply = () => {
    const { textSize, theme, motion } = useSettings.getState();
    root.dataset.text = textSize;
    root.dataset.theme = theme;
    root.dataset.motion = motion === 'reduced' || lessMotion.matches ? 'reduced' : 'full';
  };
  apply();
  useSettings.subscribe(apply);
  lessMotion.addEventListener('change', apply);
}

export function scrollBehaviour(): ScrollBehavior {
  return document.documentElement.dataset.motion === 'reduced' ? 'auto' : 'smooth';
}
