import './app/base.css';
import { startAppearance } from './app/appearance';

startAppearance();

// The sign-in page is a world of its own: tiny, without the desk's code.
if (window.location.pathname === '/sign-in') {
  void import('./features/session/start').then((page) => page.start());
} else {
  void import('./app/start').then((desk) => desk.start());
}
