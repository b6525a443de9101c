import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// a machine that does other things at once is slow, not wrong
configure({ asyncUtilTimeout: 4_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});
