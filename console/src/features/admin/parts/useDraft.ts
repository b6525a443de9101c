import { useState } from 'react';

/** What a form holds while it is edited: the values, whether they differ from what was loaded, and ways to change them. */
export function useDraft<T extends object>(loaded: T) {
  const [base, setBase] = useState(loaded);
  const [value, setValue] = useState(loaded);
  return {
    value,
    dirty: JSON.stringify(base) !== JSON.stringify(value),
    set: (patch: Partial<T>) => setValue((now) => ({ ...now, ...patch })),
    /** Begins anew from what stands now. */
    reset: (next: T) => {
      setBase(next);
      setValue(next);
    },
  };
}
