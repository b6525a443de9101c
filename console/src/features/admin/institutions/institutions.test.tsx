import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptBy } from '../hours/calendars';
import { treeOf } from '../parts/institutions';
import { administrator, answering, Refused, save, showAdmin } from '../parts/testing';
import { foundRows, kindsBelow } from './tree';

const at = (
  path: string,
  kind: 'group' | 'country' | 'entity' | 'outlet',
  zh: string,
  calendar: string | null = null,
) => ({
  path,
  kind,
  name: { zh, en: `en ${path}` },
  zone: 'Asia/Shanghai',
  languages: ['zh'],
  calendar,
  version: 3,
});
const tree = [
  at('sfb.', 'group', '集团'),
  at('sfb.cn.', 'country', '内地', 'c1'),
  at('sfb.cn.bank.', 'entity', '银行'),
  at('sfb.cn.bank.o1.', 'outlet', '滨江支行'),
  at('sfb.hk.', 'country', '香港'),
];
const calendar = {
  id: 'c1',
  institution: 'sfb.cn.',
  name: { zh: '网点时间', en: 'Outlet hours' },
  week: { monday: [{ from: '09:00', to: '17:00' }] },
  specialDays: {},
  editable: true,
  version: 0,
};

beforeEach(() => administrator());
afterEach(() => vi.unstubAllGlobals());

const names = () => screen.getAllByRole('treeitem').map((row) => row.querySelector('.tree-name')?.textContent);
const open = async (path = '') => {
  await showAdmin(`institutions${path ? `/${path}` : ''}`);
  await screen.findByRole('tree');
};

describe('the tree of institutions', () => {
  it('is walked by keys: left closes and goes up, right opens and goes in, Enter chooses', async () => {
    answering({ 'GET /admin/institutions': tree, 'GET /admin/calendars': [calendar] });
    await open();
    const person = userEvent.setup();
    screen.getAllByRole('treeitem')[0]?.focus();
    await person.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toContain('银行');
    await person.keyboard('{ArrowLeft}');
    expect(names()).toEqual(['集团', '内地', '银行', '香港']);
    await person.keyboard('{ArrowRight}');
    expect(names()).toContain('滨江支行');
    await person.keyboard('{ArrowRight}');
    expect(document.activeElement?.textContent).toContain('滨江支行');
    await person.keyboard('{ArrowLeft}{Enter}');
    expect(document.activeElement?.textContent).toContain('银行');
    expect(screen.getByRole('heading', { level: 2, name: '银行' })).toBeTruthy();
  });

  it('shows what is found together with what stands above it', () => {
    const found = foundRows(treeOf(tree), '滨江');
    expect(found.hits).toBe(1);
    expect(found.rows.map((row) => row.node.path)).toEqual(['sfb.', 'sfb.cn.', 'sfb.cn.bank.', 'sfb.cn.bank.o1.']);
  });

  it('offers below an institution only what may stand there', () => {
    expect(kindsBelow('group')).toEqual(['country', 'entity', 'outlet']);
    expect(kindsBelow('entity')).toEqual(['entity', 'outlet']);
  });
});

describe('the hours of an institution', () => {
  it('are its own, or those of the nearest above, or none; what is above the own part is not told', () => {
    expect(keptBy('sfb.cn.', tree, [calendar])).toMatchObject({ kind: 'own' });
    expect(keptBy('sfb.cn.bank.o1.', tree, [calendar])).toMatchObject({ kind: 'inherited', from: 'sfb.cn.' });
    expect(keptBy('sfb.hk.', tree, [calendar])).toEqual({ kind: 'always' });
    expect(keptBy('sfb.hk.', [at('sfb.hk.', 'country', '香港')], [])).toEqual({ kind: 'unseen' });
  });
});

describe('changing an institution', () => {
  it('tells a taken code at its field and keeps what was typed', async () => {
    const writes = answering({
      'GET /admin/institutions': tree,
      'GET /admin/calendars': [calendar],
      'POST /admin/institutions': new Refused(409, 'institution.exists', { path: 'sfb.hk.' }),
    });
    await open();
    fireEvent.click(screen.getByText('新增机构'));
    fireEvent.change(await screen.findByLabelText(/中文名称/), { target: { value: '香港分行' } });
    fireEvent.change(screen.getByLabelText(/英文名称/), { target: { value: 'Hong Kong' } });
    fireEvent.change(screen.getByLabelText(/^编码/), { target: { value: 'hk' } });
    save();
    const code = screen.getByLabelText(/^编码/) as HTMLInputElement;
    await waitFor(() => expect(code.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText('编码已被使用：sfb.hk.')).toBeTruthy();
    expect(document.activeElement).toBe(code);
    expect((screen.getByLabelText(/中文名称/) as HTMLInputElement).value).toBe('香港分行');
    expect(writes[0]?.body).toMatchObject({ path: 'sfb.hk.', kind: 'country', zone: 'Asia/Shanghai' });
  });

  it('sends nothing while a field is wrong', async () => {
    const writes = answering({ 'GET /admin/institutions': tree, 'GET /admin/calendars': [] });
    await open();
    fireEvent.keyDown(document.body, { key: 'n', code: 'KeyN' });
    fireEvent.change(await screen.findByLabelText(/^编码/), { target: { value: '中文' } });
    save();
    expect(await screen.findByText(/只能用小写字母、数字和短横线/)).toBeTruthy();
    expect(screen.getAllByText('请填写')).toHaveLength(2);
    expect(writes).toEqual([]);
  });

  it('by two people at once leaves the choice between the latest and the own, and loses neither silently', async () => {
    let now = tree;
    const writes = answering({
      'GET /admin/institutions': () => now,
      'GET /admin/calendars': [],
      'PUT /admin/institutions/sfb.hk.': ({ body }: { body: unknown }) => {
        const { version } = body as { version: number };
        if (version === 4) return { ...at('sfb.hk.', 'country', '我的'), version: 5 };
        now = tree.map((each) =>
          each.path === 'sfb.hk.' ? { ...each, name: { zh: '别人的', en: 'x' }, version: 4 } : each,
        );
        return new Refused(409, 'institution.changed-meanwhile', { version });
      },
    });
    await open('sfb.hk.');
    fireEvent.click(screen.getByText('修改'));
    const field = (await screen.findByLabelText(/中文名称/)) as HTMLInputElement;
    fireEvent.change(field, { target: { value: '我的' } });
    save();
    await screen.findByText('刚被别人修改过，您的修改还没有保存');
    expect(field.value).toBe('我的');
    fireEvent.click(screen.getByText('用我的内容覆盖'));
    await screen.findByText('已保存：我的');
    expect(writes.map((write) => (write.body as { version: number }).version)).toEqual([3, 4]);
  });

  it('is removed after a question, or what is in the way is told', async () => {
    const answers = {
      'GET /admin/institutions': tree,
      'GET /admin/calendars': [],
      'DELETE /admin/institutions/sfb.hk.': new Refused(409, 'institution.in-use', { what: 'queues' }) as unknown,
    };
    const writes = answering(answers);
    await open('sfb.hk.');
    const remove = async () => {
      fireEvent.click(screen.getByText('删除'));
      fireEvent.click(within(await screen.findByRole('dialog')).getByText('删除'));
    };
    await remove();
    expect(await screen.findByText('不能删除：这里还有队列。')).toBeTruthy();
    answers['DELETE /admin/institutions/sfb.hk.'] = {};
    await remove();
    expect(await screen.findByText('已删除：香港')).toBeTruthy();
    expect(writes).toHaveLength(2);
  });

  it('is not offered for removal while others stand below it', async () => {
    answering({ 'GET /admin/institutions': tree, 'GET /admin/calendars': [] });
    await open('sfb.cn.');
    expect(screen.getByText('修改')).toBeTruthy();
    expect(screen.queryByText('删除')).toBeNull();
  });

  it('that is not saved is left only after a question', async () => {
    answering({ 'GET /admin/institutions': tree, 'GET /admin/calendars': [] });
    await open('sfb.hk.');
    fireEvent.click(screen.getByText('修改'));
    fireEvent.change(await screen.findByLabelText(/中文名称/), { target: { value: '改了' } });
    fireEvent.click(within(screen.getByRole('navigation')).getByText('人员'));
    expect(await screen.findByText('放弃修改？')).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('继续填写'));
    fireEvent.click(screen.getByText('继续填写'));
    await waitFor(() => expect(screen.queryByText('放弃修改？')).toBeNull());
    expect(screen.getByLabelText(/中文名称/)).toBeTruthy();
  });
});
