import {
  AlertOutlined,
  ApartmentOutlined,
  ClockCircleOutlined,
  CodeOutlined,
  CoffeeOutlined,
  MessageOutlined,
  TagsOutlined,
  UsergroupAddOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { type ComponentType, lazy, type ReactNode } from 'react';
import { withTexts } from '@/i18n';

export const groups = ['people', 'service'] as const;

export interface Section {
  key: string;
  group: (typeof groups)[number];
  /** Shown to those who have it anywhere; the server decides where. */
  right: string;
  icon: ReactNode;
  View: ComponentType;
}

type View = { default: ComponentType };
const people = (load: () => Promise<View>) => lazy(load);
const service = (load: () => Promise<View>) => lazy(() => withTexts('adminService', load()));

/** The sections in the order of the rail; the key is the path below /admin. */
export const sections: readonly Section[] = [
  {
    key: 'institutions',
    group: 'people',
    right: 'institution.manage',
    icon: <ApartmentOutlined />,
    View: people(() => import('./institutions')),
  },
  {
    key: 'operators',
    group: 'people',
    right: 'operator.manage',
    icon: <UserOutlined />,
    View: people(() => import('./operators')),
  },
  {
    key: 'hours',
    group: 'people',
    right: 'institution.manage',
    icon: <ClockCircleOutlined />,
    View: people(() => import('./hours')),
  },
  {
    key: 'skills',
    group: 'service',
    right: 'queue.manage',
    icon: <TagsOutlined />,
    View: service(() => import('./skills')),
  },
  {
    key: 'queues',
    group: 'service',
    right: 'queue.manage',
    icon: <UsergroupAddOutlined />,
    View: service(() => import('./queues')),
  },
  {
    key: 'alerts',
    group: 'service',
    right: 'queue.manage',
    icon: <AlertOutlined />,
    View: lazy(() => withTexts(['adminService', 'alerts'], import('./alerts'))),
  },
  {
    key: 'away-reasons',
    group: 'service',
    right: 'queue.manage',
    icon: <CoffeeOutlined />,
    View: service(() => import('./awayReasons')),
  },
  {
    key: 'replies',
    group: 'service',
    right: 'channel.manage',
    icon: <MessageOutlined />,
    View: service(() => import('./replies')),
  },
  {
    key: 'widgets',
    group: 'service',
    right: 'channel.manage',
    icon: <CodeOutlined />,
    View: service(() => import('./widgets')),
  },
];
