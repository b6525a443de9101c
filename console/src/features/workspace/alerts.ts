/** Sound and desktop notification for offers; both only when the person asked for them in this browser. */
const SOUND = 'airbranch.alert.sound';
const DESKTOP = 'airbranch.alert.desktop';

export const alerts = {
  sound: () => localStorage.getItem(SOUND) === 'on',
  desktop: () =>
    localStorage.getItem(DESKTOP) === 'on' &&
    typeof Notification !== 'undefined' &&
    Notification.permission === 'granted',
};

export function setSound(on: boolean): void {
  localStorage.setItem(SOUND, on ? 'on' : 'off');
  if (on) ring();
}

/** Asks the browser when needed; false when the person or the machine said no. */
export async function setDesktop(on: boolean): Promise<boolean> {
  localStorage.setItem(DESKTOP, on ? 'on' : 'off');
  if (!on || typeof Notification === 'undefined') return !on;
  return (await Notification.requestPermission()) === 'granted';
}

export function alertFor(text: string): void {
  if (alerts.sound()) ring();
  if (alerts.desktop() && document.visibilityState === 'hidden') {
    const shown = new Notification(text, { tag: 'airbranch-offer' });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  }
}

/** Two soft tones; no file to load. */
function ring(): void {
  const audio = new AudioContext();
  for (const [at, pitch] of [
    [0, 660],
    [0.16, 880],
  ] as const) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, audio.currentTime + at);
    gain.gain.exponentialRampToValueAtTime(0.15, audio.currentTime + at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 0.28);
    tone.connect(gain).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.3);
    tone.onended = () => at > 0 && void audio.close();
  }
}
