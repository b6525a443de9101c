import TransferDialog from '@/features/workspace/TransferDialog';
import '@/features/workspace/workspace.css';
import { caller } from '@/shared/caller';
import type { FloorQueue, WaitingContact } from '@/shared/types';
import type { Move } from './useMoves';

interface Props {
  contact: WaitingContact;
  queue: FloorQueue;
  onMove: (move: Move) => void;
  onClose: () => void;
}

/** All queues and colleagues to choose from, for one who waits. */
export default function MoveDialog({ contact, queue, onMove, onClose }: Props) {
  const name = caller({ name: contact.customer, said: contact.said });
  return (
    <TransferDialog
      move
      card={contact}
      onClose={onClose}
      onMove={(to, label) => onMove({ contact: contact.id, name, from: queue.id, to, label })}
    />
  );
}
