import { useCallback, useEffect, useRef, useState } from 'react';
import type { Span } from './sentences';
import { startVoice, type Voice } from './voice';

export interface ReadAloud {
  isPossible: boolean;
  isSpeaking: boolean;
  spoken: Span | null;
  toggle: () => void;
}

export function useReadAloud(text: string, isGrowing: boolean, language: string): ReadAloud {
  const [isSpeaking, setSpeaking] = useState(false);
  const [spoken, setSpoken] = useState<Span | null>(null);
  const voice = useRef<Voice | null>(null);

  useEffect(() => {
    if (isSpeaking) voice.current?.read(text, isGrowing);
  }, [isSpeaking, text, isGrowing]);

  useEffect(() => () => voice.current?.stop(), []);

  const toggle = useCallback(() => {
    if (voice.current) {
      voice.current.stop();
      return;
    }
    voice.current = startVoice(language, {
      onSpoken: setSpoken,
      onEnd: () => {
        voice.current = null;
        setSpeaking(false);
      },
    });
    setSpeaking(true);
  }, [language]);

  return { isPossible: 'speechSynthesis' in globalThis, isSpeaking, spoken, toggle };
}
