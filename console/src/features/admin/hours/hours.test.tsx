import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { administrator, answering, Refused, save, showAdmin } from '../parts/testing';

const outlet = {
  id: 'c1',
  institution: 'sfb.',
  name: { zh: '网点时间', en: 'Outlet hours' },
  week: { monday: [{ from: '09:00', to: '12:00' }] },
  specialDays: { '2020-01-01': [] },
  editable: true,
  version: 2,
};
const group = {
  path: 'sfb.',
  kind: 'group',
  name: { zh: '集团', en: 'Group' },
  zone: 'Asia/Shanghai',
  languages: ['zh'],
  version: 0,
};
const around = { 'GET /admin/institutions': [group], 'GET /admin/calendars': [outlet], 'GET /admin/queues': [] };

beforeEach(() => administrator());
afterEach(() => vi.unstubAllGlobals());

const field = (label: string) => screen.getByLabelText(label) as HTMLInputElement;
async function opened(more: Record<string, unknown> = {}) {
  const writes = answering({ ...around, ...more });
  await showAdmin('hours/c1');
  fireEvent.click(await screen.findByText('修改'));
  await screen.findByLabelText('星期一的时段');
  return { writes, person: userEvent.setup() };
}

describe('the week', () => {
  it('is filled by keys alone: arrows change the day, Ctrl-D takes over the day above', async () => {
    const { writes, person } = await opened({ 'PUT /admin/calendars/c1': { ...outlet, version: 3 } });
    field('星期一的时段').focus();
    await person.keyboard(', 1330-17{ArrowDown}{Control>}d{/Control}{ArrowDown}22-6{ArrowDown}');
    expect(field('星期二的时段').value).toBe('09:00–12:00, 13:30–17:00');
    expect(field('星期三的时段').value).toBe('22:00–06:00+1');
    save();
    await screen.findByText('已保存：网点时间');
    const split = [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:00' },
    ];
    expect(writes[0]?.body).toMatchObject({
      version: 2,
      week: { monday: split, tuesday: split, wednesday: [{ from: '22:00', to: '06:00' }], thursday: [] },
      specialDays: { '2020-01-01': [] },
    });
  });

  it('that cannot be read is told at its day, and nothing is sent', async () => {
    const { writes, person } = await opened();
    await person.clear(field('星期五的时段'));
    await person.type(field('星期五的时段'), '9-12, noon');
    fireEvent.blur(field('星期五的时段'));
    expect(screen.getByText('看不懂“noon”，请写成 9:00-12:00')).toBeTruthy();
    expect(field('星期五的时段').getAttribute('aria-invalid')).toBe('true');
    save();
    await waitFor(() => expect(document.activeElement).toBe(field('星期五的时段')));
    expect(writes).toEqual([]);
  });

  it('that the server finds overlapping is told at the day it names', async () => {
    await opened({ 'PUT /admin/calendars/c1': new Refused(422, 'calendar.periods-overlap', { day: 'TUESDAY' }) });
    fireEvent.change(field('星期二的时段'), { target: { value: '9-12' } });
    save();
    await waitFor(() => expect(field('星期二的时段').getAttribute('aria-invalid')).toBe('true'));
  });
});

describe('special days', () => {
  it('are added as a range at once, and those in the past are folded away but kept', async () => {
    const { writes } = await opened({ 'PUT /admin/calendars/c1': { ...outlet, version: 3 } });
    expect(screen.getByText('显示已过去的 1 个')).toBeTruthy();
    fireEvent.change(field('开始日期'), { target: { value: '2099-10-01' } });
    fireEvent.change(field('结束日期（只有一天时不填）'), { target: { value: '2099-10-03' } });
    fireEvent.click(screen.getByText('加入'));
    expect(screen.getAllByLabelText(/2099年10月\d日的时段/)).toHaveLength(3);
    save();
    await screen.findByText('已保存：网点时间');
    expect(writes[0]?.body).toMatchObject({
      specialDays: { '2020-01-01': [], '2099-10-01': [], '2099-10-02': [], '2099-10-03': [] },
    });
  });
});

describe('hours that somebody keeps', () => {
  it('cannot be deleted, and say by whom they are kept', async () => {
    answering({ ...around, 'GET /admin/institutions': [{ ...group, calendar: 'c1' }] });
    await showAdmin('hours/c1');
    const remove = (await screen.findByText('删除')).closest('button');
    await waitFor(() => expect(remove?.disabled).toBe(true));
    expect(screen.getByRole('link', { name: '集团' })).toBeTruthy();
  });

  it('belong to an institution above are shown and not changed', async () => {
    answering({ ...around, 'GET /admin/calendars': [{ ...outlet, editable: false }] });
    await showAdmin('hours/c1');
    await screen.findByText(/由上级“集团”维护/);
    expect(screen.queryByText('修改')).toBeNull();
    expect(screen.getByText('复制为新项')).toBeTruthy();
  });
});
