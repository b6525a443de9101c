import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showAdmin } from '../parts/testing';
import { administer, BANK, name, refuse, serve } from '../service/testing';
import { draftOf, FRESH, measured, type Rule, sentOf, wrongIn } from './rules';

const rule: Rule = {
  id: 'r1',
  institution: 'sfb.',
  name: name('服务水平不足', 'Service level low'),
  queue: null,
  measure: 'service-level',
  limit: 0.7,
  forSeconds: 300,
  level: 'warn',
  onlyOpen: true,
  active: true,
  version: 3,
};
const routes = {
  'GET /admin/alert-rules': [rule],
  'GET /admin/queues': [],
  'GET /admin/institutions': [BANK],
};

describe('a rule while it is edited', () => {
  it('is typed in per cent and sent as a share', () => {
    expect(draftOf(rule).limit).toBe(70);
    expect(sentOf({ ...draftOf(rule), limit: 62.5 }).limit).toBe(0.625);
  });

  it('keeps its limit where another measure is counted alike, and begins anew otherwise', () => {
    expect(measured({ ...FRESH, limit: 200 }, 'expected-wait')).toEqual({ measure: 'expected-wait' });
    expect(measured({ ...FRESH, limit: 200 }, 'waiting').limit).toBe(10);
    expect(measured(draftOf(rule), 'occupancy').limit).toBe(90);
  });

  it('has limits of its own per measure, and none where there is nothing to measure', () => {
    const fit = draftOf(rule);
    expect(Object.values(wrongIn(fit)).filter(Boolean)).toEqual([]);
    expect(wrongIn({ ...fit, limit: 101 }).limit).toBe('range');
    expect(wrongIn({ ...fit, measure: 'agents-ready', limit: 0 }).limit).toBe('range');
    expect(wrongIn({ ...fit, measure: 'reaches-nobody', limit: null }).limit).toBeNull();
    expect(wrongIn({ ...fit, forSeconds: 3601 }).forSeconds).toBe('range');
  });
});

describe('alert rules', () => {
  beforeEach(() => administer());
  afterEach(() => vi.unstubAllGlobals());

  it('a rule reads as a sentence, and is switched off with the version that was seen', async () => {
    const sent = serve({ ...routes, 'PUT /admin/alert-rules/r1': { ...rule, active: false } });
    await showAdmin('alerts/r1');
    const told = '示范银行每个队列的服务水平低于 70%，持续 300 秒，且在服务时间内，就提醒“请留意”。';
    expect(await screen.findByText(told)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '停用' }));
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ active: false, version: 3, limit: 0.7 }));
  });

  it('is deleted only when it is meant', async () => {
    const sent = serve({ ...routes, 'DELETE /admin/alert-rules/r1': {} });
    await showAdmin('alerts/r1');
    await userEvent.click(await screen.findByRole('button', { name: '删除' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '删除' }));
    await waitFor(() => expect(sent.map((each) => each.method)).toEqual(['DELETE']));
  });

  it('what is wrong stands at its field, whoever finds it', async () => {
    const sent = serve({
      ...routes,
      'PUT /admin/alert-rules/r1': refuse(400, 'alert-rule.invalid', { field: 'forSeconds', detail: '0 to 3600' }),
    });
    await showAdmin('alerts/r1');
    await userEvent.click(await screen.findByRole('button', { name: /修改/ }));
    const limit = await screen.findByLabelText(/^界限/);
    fireEvent.change(limit, { target: { value: '' } });
    fireEvent.submit(document.querySelector('form.form') as HTMLFormElement);
    expect((await screen.findByRole('alert')).closest('.form-field')?.textContent).toContain('界限');
    expect(sent).toEqual([]);
    fireEvent.change(limit, { target: { value: '60' } });
    fireEvent.submit(document.querySelector('form.form') as HTMLFormElement);
    await waitFor(() => expect(sent).toHaveLength(1));
    await waitFor(() =>
      expect(screen.getByRole('alert').closest('.form-field')?.querySelector('label')?.textContent).toContain('持续'),
    );
  });
});
