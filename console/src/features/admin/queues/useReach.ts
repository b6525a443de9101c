import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api';
import { useSettled } from '../parts/useSettled';
import { LIVE_MS, type QueueStep, type Reach, type SkillLevel } from '../service/shapes';
import { complete } from './steps';

/** Who could serve now, also by settings that are not saved yet; asked anew every few seconds. Unfinished asks are left out. */
export function useReach(skills: SkillLevel[], steps: QueueStep[], language: string | null = null) {
  const asked = useSettled(
    JSON.stringify({
      skills: skills.filter((each) => each.skill),
      steps: steps.map((step, at) => ({
        expirySeconds: at < steps.length - 1 ? (step.expirySeconds ?? 30) : step.expirySeconds,
        asks: step.asks?.filter(complete) ?? null,
      })),
      ...(language && { language }),
    }),
  );
  return useQuery({
    queryKey: ['admin', 'reach', asked],
    queryFn: ({ signal }) => api.ask<Reach>('/admin/queues/reach', JSON.parse(asked), signal),
    refetchInterval: LIVE_MS,
    staleTime: 0,
    placeholderData: (before) => before,
  });
}
