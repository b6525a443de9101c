import { useEffect, useState } from 'react';

const PAUSE_MS = 400;

/** What was typed, once the typing pauses: each search is recorded by the server, so not every letter is one. */
export function usePaused(text: string, ms = PAUSE_MS): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return;
    const timer = window.setTimeout(() => setSettled(text), ms);
    return () => window.clearTimeout(timer);
  }, [text, settled, ms]);
  return settled;
}
