import { useSyncExternalStore } from 'react';
import './messages.css';

/** Short sentences about what just happened; told at the top, read aloud, gone by themselves. */
interface Told {
  id: number;
  kind: 'done' | 'problem' | 'info';
  text: string;
}

let shownNow: Told[] = [];
let next = 1;
const listeners = new Set<() => void>();
const STAY_MS = { done: 3_000, info: 5_000, problem: 8_000 };

function set(list: Told[]): void {
  shownNow = list;
  for (const listener of listeners) listener();
}

function add(kind: Told['kind'], text: string): void {
  const id = next++;
  set([...shownNow.filter((told) => told.text !== text).slice(-2), { id, kind, text }]);
  window.setTimeout(() => set(shownNow.filter((told) => told.id !== id)), STAY_MS[kind]);
}

export const tell = {
  done: (text: string) => add('done', text),
  info: (text: string) => add('info', text),
  problem: (text: string) => add('problem', text),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Messages() {
  const list = useSyncExternalStore(subscribe, () => shownNow);
  return (
    <div className="messages" role="status" aria-live="polite">
      {list.map((told) => (
        <button
          key={told.id}
          type="button"
          className={`message message-${told.kind}`}
          onClick={() => set(shownNow.filter((each) => each.id !== told.id))}
        >
          {told.text}
        </button>
      ))}
    </div>
  );
}
