import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/act';
import { api } from '@/shared/api';
import { caller } from '@/shared/caller';
import { shown } from '@/shared/keys';
import { live, serverNow, useLive } from '@/shared/live';
import { named } from '@/shared/names';
import { duration, useTick } from '@/shared/times';
import type { ContactCard, Offer } from '@/shared/types';

export interface OfferActs {
  accept: (offer: Offer) => void;
  decline: (offer: Offer) => void;
  acceptFirst: () => void;
  declineFirst: () => void;
  busy: string | null;
}

export function useOfferActs(open: (contact: string) => void): OfferActs {
  const accepting = useAct<Offer, ContactCard>({
    run: (offer, key) => api.post<ContactCard>(`/offers/${offer.id}/accept`, {}, key),
    done: (card, offer) => open(card?.id ?? offer.contact),
  });
  const declining = useAct<Offer>({
    run: (offer, key) => api.post(`/offers/${offer.id}/decline`, {}, key),
  });
  const first = () => live.state.offers[0];
  const accept = (offer: Offer) => accepting.mutate(offer);
  const decline = (offer: Offer) => declining.mutate(offer);
  return {
    accept,
    decline,
    acceptFirst: () => {
      const offer = first();
      if (offer && !accepting.isPending) accept(offer);
    },
    declineFirst: () => {
      const offer = first();
      if (offer && !declining.isPending) decline(offer);
    },
    busy: accepting.isPending ? accepting.variables.id : declining.isPending ? declining.variables.id : null,
  };
}

/**
 * Offers stand at the foot of the list: what is above never moves for them, and the focus stays where it is. They are
 * read aloud once.
 */
export function Offers({ acts }: { acts: OfferActs }) {
  const { t } = useTranslation('workspace');
  const offers = useLive((state) => state.offers);
  return (
    <section className="offers" aria-label={t('offer.label')}>
      <span className="unseen" role="alert">
        {offers.map((offer) => t('offer.alert', { name: caller(offer.customer) })).join(' ')}
      </span>
      {offers.map((offer, index) => (
        <OfferCard key={offer.id} offer={offer} acts={acts} first={index === 0} />
      ))}
    </section>
  );
}

function OfferCard({ offer, acts, first }: { offer: Offer; acts: OfferActs; first: boolean }) {
  const { t } = useTranslation('workspace');
  useTick();
  const now = serverNow();
  const whole = Date.parse(offer.expiresAt) - Date.parse(offer.offeredAt);
  const left = Math.max(0, Date.parse(offer.expiresAt) - now);
  const waited = offer.waitedSeconds + (now - Date.parse(offer.offeredAt)) / 1000;
  return (
    <article className="offer">
      <Ring part={whole > 0 ? left / whole : 0} seconds={Math.ceil(left / 1000)} />
      <div className="offer-what">
        <span className="card-top">
          <strong>{caller(offer.customer)}</strong>
          {offer.customer.tier && offer.customer.tier !== 'standard' && (
            <span className="tier">{t(`records:tier.${offer.customer.tier}`)}</span>
          )}
        </span>
        <span className="quiet">
          {named(offer.queue)} · {t('offer.waited')} <span className="num">{duration(waited)}</span>
        </span>
        {(offer.firstLine || offer.topic) && <span className="offer-line">{offer.firstLine || offer.topic}</span>}
      </div>
      <div className="offer-acts">
        <Button type="primary" loading={acts.busy === offer.id} onClick={() => acts.accept(offer)}>
          {t('offer.accept')} {first && <span className="key-hint">{shown('alt+a')}</span>}
        </Button>
        <Button disabled={acts.busy === offer.id} onClick={() => acts.decline(offer)}>
          {t('offer.decline')}
        </Button>
      </div>
    </article>
  );
}

function Ring({ part, seconds }: { part: number; seconds: number }) {
  const round = 2 * Math.PI * 16;
  return (
    <svg className="ring" viewBox="0 0 40 40" aria-hidden="true">
      <circle cx="20" cy="20" r="16" className="ring-ground" />
      <circle
        cx="20"
        cy="20"
        r="16"
        className={seconds <= 5 ? 'ring-left ring-late' : 'ring-left'}
        strokeDasharray={round}
        strokeDashoffset={round * (1 - part)}
        transform="rotate(-90 20 20)"
      />
      <text x="20" y="20" dominantBaseline="central" textAnchor="middle" className="ring-text">
        {seconds}
      </text>
    </svg>
  );
}
