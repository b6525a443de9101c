import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live } from '@/shared/live';
import { show } from '@/shared/testing/show';
import type { Me } from '@/shared/types';
import type { Why as Explained, Moment, Reason } from './shapes';
import { able, grouped, next, progress } from './told';
import Why from './Why';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const person = (zh: string, en: string) => ({ id: en, name: { zh, en } });
const wang = person('王丽', 'Wang Li');
const group = (reason: Reason, count: number, ...agents: ReturnType<typeof person>[]) => ({ reason, count, agents });
const why = (more: Partial<Explained> = {}): Explained => ({
  contact: 'c1',
  at: at(0),
  queue: person('信用卡', 'Cards'),
  medium: 'chat',
  phase: 'waiting',
  priority: 0,
  tier: 0,
  since: at(-90),
  position: 1,
  step: 0,
  steps: [{ expirySeconds: null, asks: null }],
  asks: [],
  choice: 'longest-idle',
  candidates: [],
  excluded: [],
  ahead: [],
  ...more,
});
const keys = (told: Explained) => next(told, NOW).map((each) => each.key);

describe('what happens next', () => {
  it('the only colleague who is busy is named as the one to be asked', () => {
    const [first] = next(why({ excluded: [group('busy', 1, wang), group('not-on-duty', 2)] }), NOW);
    expect(first).toEqual({ key: 'next.whenFree', values: { agent: wang } });
  });

  it('of several who are busy nobody is promised, and who goes first is said', () => {
    expect(keys(why({ position: 3, excluded: [group('busy', 9, wang)] }))).toEqual([
      'next.whoeverIsFree',
      'next.ahead',
    ]);
  });

  it('a lack of anybody with the skill is an alarm, unless a wider step comes', () => {
    const lacking = [group('missing-skill', 12)];
    expect(next(why({ excluded: lacking }), NOW)[0]).toEqual({ key: 'next.nobody', tone: 'act' });
    const steps = [{ expirySeconds: 60 }, { expirySeconds: null }];
    expect(next(why({ excluded: lacking, steps, stepUntil: at(20) }), NOW)).toEqual([
      { key: 'next.widens', values: { left: 20, step: 2 } },
    ]);
  });

  it('whoever let it pass is asked again when the pause is over', () => {
    const passed = why({ excluded: [group('let-it-pass', 1, wang)], pauseUntil: at(7.2) });
    expect(next(passed, NOW)).toEqual([{ key: 'next.askedAgain', values: { left: 8 } }]);
  });

  it('all who could are away: somebody has to come', () => {
    expect(next(why({ excluded: [group('not-on-duty', 4)] }), NOW)[0]).toEqual({
      key: 'next.nobodyOnDuty',
      tone: 'act',
    });
  });

  it('an offer tells whose it is and how long it stands', () => {
    const chosen = { agent: wang, score: 0, merit: 0, occupancy: 0 };
    expect(next(why({ phase: 'offered', chosen, offerUntil: at(14) }), NOW)).toEqual([
      { key: 'next.offered', values: { agent: wang, left: 14 } },
    ]);
  });

  it('only those who have what is asked for are counted as able; the others are told apart', () => {
    const told = why({ excluded: [group('missing-skill', 18), group('not-on-duty', 2), group('busy', 9)] });
    expect(able(told)).toBe(11);
    expect(grouped(told).near.map((each) => each.reason)).toEqual(['busy', 'not-on-duty']);
    expect(grouped(told).lacking.map((each) => each.reason)).toEqual(['missing-skill']);
  });

  it('a step that lasts has no progress, one with an end has', () => {
    expect(progress(why(), NOW)).toBeNull();
    expect(progress(why({ steps: [{ expirySeconds: 40 }, {}], stepUntil: at(10) }), NOW)).toBe(0.75);
  });
});

describe('the explanation beside the floor', () => {
  let asked: string[];
  let told: Explained;
  let refuse: string | null;
  const story: Moment[] = [
    { at: at(-90), kind: 'placed', queue: person('信用卡', 'Cards') },
    { at: at(-60), kind: 'offered', agent: wang },
    { at: at(-40), kind: 'offer-ended', agent: wang, values: { end: 'expired' } },
  ];

  beforeEach(() => {
    asked = [];
    refuse = null;
    told = why({
      position: 2,
      ahead: ['c0'],
      excluded: [
        group('busy', 9, person('李若彤', 'Li Ruotong')),
        group('let-it-pass', 1, wang),
        { ...group('missing-skill', 18), missing: { kind: 'skill', name: 'cards', level: 7 } },
      ],
    });
    vi.stubGlobal('fetch', async (path: string) => {
      const address = path.replace('/api/v1', '');
      asked.push(address);
      if (address.endsWith('/history')) return new Response(JSON.stringify(story));
      if (address.startsWith('/admin/skills'))
        return new Response(JSON.stringify([{ key: 'cards', name: { zh: '信用卡', en: 'Cards' } }]));
      if (address.startsWith('/admin')) return new Response(JSON.stringify([]));
      if (refuse) return new Response(JSON.stringify({ code: refuse }), { status: 404 });
      const past = new URL(path, 'http://x').searchParams.get('at');
      return new Response(JSON.stringify(past ? { ...told, at: past, position: 5 } : told));
    });
    live.dispatch({ type: 'me', me: { id: 'me', rights: ['floor.watch', 'floor.act'] } as unknown as Me });
  });
  afterEach(() => vi.unstubAllGlobals());

  const opened = async (onAgent = vi.fn()) => {
    const person = userEvent.setup();
    const none = () => undefined;
    await show(<Why contact="c1" name="沈月华" onPriority={none} onAgent={onAgent} onMove={none} onClose={none} />, [
      'routing',
      'floor',
    ]);
    await screen.findByText(/10 位同事符合/);
    return person;
  };

  it('says in a sentence who could serve and what keeps them, and names them in groups', async () => {
    const onAgent = vi.fn();
    const person = await opened(onAgent);
    expect(screen.getByText('10 位同事符合这一步的要求：9 位正忙，1 位刚才没有接。')).toBeTruthy();
    expect(screen.getByText(/他们当中谁先空出来就问谁/)).toBeTruthy();
    expect(screen.getByText('另有 8 位在您的管辖之外')).toBeTruthy();
    expect(await screen.findByText(/缺少技能：信用卡 ≥ 7 级/)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: '王丽' }));
    expect(onAgent).toHaveBeenCalledWith(wang);
  });

  it('goes back to a moment that is picked, and to the present again', async () => {
    const person = await opened();
    const moments = await screen.findAllByRole('listitem');
    await person.click(
      within(moments.find((each) => each.textContent?.includes('没有应答')) as HTMLElement).getByRole('button'),
    );
    await screen.findByText(/排第 5 位/);
    expect(asked).toContain(`/contacts/c1/routing?at=${encodeURIComponent(at(-40))}`);
    await person.keyboard('{ArrowDown}');
    await waitFor(() => expect(asked).toContain(`/contacts/c1/routing?at=${encodeURIComponent(at(-60))}`));
    await person.click(screen.getByRole('button', { name: '回到现在' }));
    await screen.findByText(/排第 2 位/);
  });

  it('one who is gone is told as gone, the story stays', async () => {
    refuse = 'contact.unknown';
    const none = () => undefined;
    await act(() =>
      show(<Why contact="c1" name="沈月华" onPriority={none} onAgent={none} onMove={none} onClose={none} />, [
        'routing',
        'floor',
      ]),
    );
    expect(await screen.findByText('不再排队')).toBeTruthy();
    expect(await screen.findByText('问王丽')).toBeTruthy();
  });
});
