import {
  AuditOutlined,
  ContainerOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

export const ADMIN_RIGHTS = ['institution.manage', 'operator.manage', 'queue.manage', 'channel.manage'] as const;

export interface Place {
  key: string;
  path: string;
  rights: readonly string[];
  icon: ReactNode;
}

/** The parts of the console, in the order of the menu; each is shown to those who have one of its rights. */
export const places: readonly Place[] = [
  { key: 'workspace', path: '/workspace', rights: ['contact.serve'], icon: <CustomerServiceOutlined /> },
  { key: 'cases', path: '/cases', rights: ['case.work', 'case.read'], icon: <ContainerOutlined /> },
  { key: 'customers', path: '/customers', rights: ['customer.read'], icon: <TeamOutlined /> },
  { key: 'floor', path: '/floor', rights: ['floor.watch'], icon: <DashboardOutlined /> },
  { key: 'admin', path: '/admin', rights: ADMIN_RIGHTS, icon: <SettingOutlined /> },
  { key: 'audit', path: '/audit', rights: ['audit.read'], icon: <AuditOutlined /> },
];

export function allowed(place: Place, rights: readonly string[] | undefined): boolean {
  return place.rights.some((right) => rights?.includes(right));
}

/** Where somebody with these rights begins; who serves nobody himself begins where he watches those who do. */
export function home(rights: readonly string[] | undefined, serves: boolean): string | undefined {
  const mine = places.filter((place) => allowed(place, rights));
  const start = serves
    ? mine[0]
    : (mine.find(({ key }) => key === 'floor') ?? mine.find(({ key }) => key !== 'workspace'));
  return start?.path;
}
