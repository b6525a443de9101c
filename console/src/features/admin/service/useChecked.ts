import { useState } from 'react';
import type { Saving } from '../parts/useSave';

/**
 * The sentences at a form's fields: what the console itself sees once somebody has tried to save, and what the server
 * refused. Nothing is sent while something is wrong.
 */
export function useChecked(own: Record<string, string | null | undefined>, saving: Saving) {
  const [tried, setTried] = useState(false);
  const wrong = Object.entries(own).filter((each): each is [string, string] => Boolean(each[1]));
  return {
    at: { ...saving.at, ...(tried ? Object.fromEntries(wrong) : {}) } as Record<string, string | undefined>,
    attempt: (send: () => void) => {
      setTried(true);
      if (wrong.length === 0) send();
    },
  };
}
