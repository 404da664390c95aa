import { useText } from '../../../ui/locale.tsx';
import { digitalEn, digitalFr } from '../../alliance/public.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { Room } from '../queries.ts';

/** What a room has and how one gets in, as tags. */
export function RoomTags({ room }: { room: Pick<Room, 'equipment' | 'access'> }) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const tags = [
    ...room.equipment.map((key) => ({ key, label: t.equipments[key] })),
    ...room.access.map((key) => ({ key, label: d.facilities[key] })),
  ];
  return (
    <ul className="flex flex-wrap gap-2">
      {tags.map(({ key, label }) => (
        <li key={key} className="tag">
          {label}
        </li>
      ))}
    </ul>
  );
}
