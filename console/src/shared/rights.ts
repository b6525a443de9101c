import { useLive } from './live';

/** Rights are given by the server in `Me`; the console only hides what the server would refuse. */
export function useRight(right: string): boolean {
  return useLive((state) => state.me?.rights.includes(right) ?? false);
}

export function useAnyRight(rights: readonly string[]): boolean {
  return useLive((state) => rights.some((right) => state.me?.rights.includes(right)) ?? false);
}
