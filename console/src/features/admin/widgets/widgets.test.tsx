import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/shared/testing/show';
import type { Widget } from '../service/shapes';
import { administer, BANK, name, refuse, serve } from '../service/testing';
import { draftOf, FRESH, originOf, originsOf, unreadableOrigins, wrongIn } from './draft';
import Preview from './Preview';
import { freeKey } from './Rows';
import WidgetDetail from './WidgetDetail';
import WidgetForm from './WidgetForm';

const widget: Widget = {
  id: 'w1',
  key: 'demo',
  institution: 'sfb.',
  queue: 'q1',
  title: name('在线客服', 'Service'),
  greeting: name('您好', 'Hello'),
  colour: `#${'f2b705'}`,
  topics: [{ key: 'card', label: name('信用卡', 'Cards'), queue: 'hidden' }],
  quickReplies: [],
  origins: ['self', 'https://www.bank.example'],
  languages: ['zh', 'en'],
  closedMessage: null,
  graceSeconds: 120,
  active: true,
  version: 3,
};
const routes = {
  'GET /admin/queues': [],
  'GET /admin/institutions': [BANK],
  'GET /admin/widgets': [widget],
  'GET /admin/widgets/w1/snippet': { html: '<script data-widget="demo"></script>' },
};

beforeEach(() => administer());
afterEach(() => vi.unstubAllGlobals());

describe('widgets', () => {
  it('of a pasted address the origin is taken, and what is no address is told', () => {
    expect(originOf('HTTPS://WWW.Bank.example:443/cards?x=1')).toBe('https://www.bank.example');
    const draft = { ...FRESH, self: true, origins: 'https://a.example/x\nhttps://a.example\nbank' };
    expect(originsOf(draft)).toEqual(['self', 'https://a.example', 'bank']);
    expect(unreadableOrigins(draft)).toEqual(['bank']);
  });

  it('settings that the server would refuse are seen before', () => {
    const fit = draftOf(widget);
    expect(Object.values(wrongIn(fit)).filter(Boolean)).toEqual([]);
    expect(wrongIn({ ...fit, colour: 'blue' }).colour).toBe('colour');
    expect(wrongIn({ ...fit, languages: [] }).languages).toBe('oneLanguage');
    expect(wrongIn({ ...fit, self: false, origins: '' }).origins).toBe('nowhere');
    expect(wrongIn({ ...fit, topics: [...fit.topics, ...fit.topics] }).topics).toBe('twice');
    expect(wrongIn({ ...fit, graceSeconds: 9 }).graceSeconds).toBe('range');
  });

  it('a new topic gets a key that is free', () => {
    expect(freeKey([{ key: 'topic-1', label: name('', '') }])).toBe('topic-2');
  });

  it('the preview speaks the language chosen and shows what stands there while closed', async () => {
    const draft = { ...draftOf(widget), closedMessage: name('明早见', 'Until tomorrow') };
    await show(<Preview widget={draft} />, ['adminService']);
    expect(screen.queryByText(/明早见/)).toBeNull();
    await userEvent.click(screen.getByText('非服务时间'));
    expect(screen.getByText(/明早见/)).toBeTruthy();
    await userEvent.click(screen.getByText('英文'));
    expect(screen.getByText(/Until tomorrow/)).toBeTruthy();
    expect(screen.getByText('Leave a message')).toBeTruthy();
  });

  it('a colour that cannot be read is shown as the widget will shift it', async () => {
    const grey = { ...draftOf(widget), colour: `#${'7f7f7f'}` };
    await show(<Preview widget={grey} />, ['adminService']);
    expect(screen.getByText(/自动调整为/)).toBeTruthy();
  });

  it('saving keeps a queue that this administrator does not see', async () => {
    const sent = serve({ ...routes, 'PUT /admin/widgets/w1': { ...widget, version: 4 } });
    const saved = vi.fn();
    await show(<WidgetForm widget={widget} onClose={vi.fn()} onSaved={saved} />, ['admin', 'adminService']);
    await userEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }));
    await waitFor(() => expect(saved).toHaveBeenCalled());
    expect(sent[0]?.body).toMatchObject({ queue: 'q1', topics: widget.topics, origins: widget.origins, version: 3 });
  });

  it('a key that is taken is told at its field', async () => {
    serve({ ...routes, 'PUT /admin/widgets/w1': refuse(409, 'widget.key-taken', { key: 'demo' }) });
    await show(<WidgetForm widget={widget} onClose={vi.fn()} onSaved={vi.fn()} />, ['admin', 'adminService']);
    await userEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }));
    const alert = await screen.findByRole('alert');
    expect(alert.closest('.form-field')?.querySelector('label')?.textContent).toContain('组件代码');
  });

  it('the line for the page is copied, and where the browser refuses, the person is told to do it by hand', async () => {
    serve(routes);
    const write = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('denied'));
    vi.stubGlobal('navigator', Object.assign(navigator, {}));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true });
    await show(<WidgetDetail widget={widget} onEdit={vi.fn()} onRemoved={vi.fn()} />, ['admin', 'adminService']);
    const copy = await screen.findByRole('button', { name: /复制/ });
    copy.click();
    await screen.findByText('已复制');
    expect(write).toHaveBeenCalledWith('<script data-widget="demo"></script>');
    copy.click();
    await screen.findByText('浏览器不允许复制，请手动选中代码复制');
  });

  it('turning one off is asked first', async () => {
    const sent = serve({ ...routes, 'PUT /admin/widgets/w1': { ...widget, active: false } });
    await show(<WidgetDetail widget={widget} onEdit={vi.fn()} onRemoved={vi.fn()} />, ['admin', 'adminService']);
    await userEvent.click(screen.getByRole('button', { name: /^关\s?闭$/ }));
    const dialog = await screen.findByRole('dialog');
    expect(sent).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: /^关\s?闭$/ }));
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ active: false, version: 3 }));
  });
});
