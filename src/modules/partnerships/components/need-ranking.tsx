import { Form, Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { PRIORITIES, type Priority, type Voice } from '../co-design/domain.ts';
import { en } from '../co-design/messages.en.ts';
import { fr } from '../co-design/messages.fr.ts';
import type { RankedNeed, SpokenFor } from '../co-design/queries.ts';

/** Whose voice the reader gives, and what it said so far. */
export interface OwnVoice {
  readonly kind: Voice['kind'];
  /** The partner's name; empty for the operator. */
  readonly name: string;
  readonly said: Readonly<Record<string, Priority>>;
}

/** Needs in the order of their actors, what each said, and one's own answers to give. */
export function NeedRanking({
  needs,
  voices,
  actors,
  own,
}: {
  needs: readonly RankedNeed[];
  voices: readonly SpokenFor[];
  actors: number;
  own: OwnVoice | null;
}) {
  const t = useText({ fr, en });
  const table = (
    <DataTable
      caption={t.needs}
      captionHidden
      rows={needs}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'need',
          label: t.need,
          cell: (row) => (
            <>
              <Link to={`/besoins/${row.id}`}>{row.title}</Link>
              <span className="hint block font-normal">{row.territoryName}</span>
            </>
          ),
        },
        {
          key: 'rank',
          label: t.rank,
          cell: ({ standing }) =>
            standing.rank === null ? (
              <span className="hint">{t.unranked}</span>
            ) : (
              <strong>{t.place(standing.rank)}</strong>
            ),
        },
        {
          key: 'said',
          label: t.said,
          cell: (row) => (
            <Said
              need={row}
              voices={voices.filter((voice) => voice.needId === row.id)}
              actors={actors}
            />
          ),
        },
        {
          key: 'commitment',
          label: t.commitment,
          cell: (row) => <CommitmentTag commitment={row.commitment} />,
        },
        ...(own
          ? [
              {
                key: 'own',
                label: t.yourVoice,
                cell: (row: RankedNeed) => <Answer need={row} said={own.said[row.id]} />,
              },
            ]
          : []),
      ]}
    />
  );
  return (
    <>
      <p className="hint mb-3 max-w-3xl">{t.rule}</p>
      {own ? (
        <Form method="post">
          {table}
          <p className="hint mt-3">
            {own.kind === 'operator' ? t.asOperator : t.asPartner(own.name)}
          </p>
          <button type="submit" name="what" value="priorities" className="btn mt-3">
            {t.savePriorities}
          </button>
        </Form>
      ) : (
        table
      )}
    </>
  );
}

function Said({
  need: { tally, standing },
  voices,
  actors,
}: {
  need: RankedNeed;
  voices: readonly SpokenFor[];
  actors: number;
}) {
  const t = useText({ fr, en });
  if (standing.voices === 0) return <span className="hint">{t.nobody}</span>;
  return (
    <>
      {t.tally(standing.points, tally.first, tally.important, tally.later)}
      <details>
        <summary className="hint">{t.voices(standing.voices, actors)}</summary>
        <ul aria-label={t.who} className="list-disc pl-5 text-[0.94rem]">
          {voices.map((voice) => (
            <li key={voice.partner?.id ?? 'operator'}>
              {voice.partner?.name ?? t.operator} : {t.priorities[voice.priority].toLowerCase()}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Answer({ need, said }: { need: RankedNeed; said: Priority | undefined }) {
  const t = useText({ fr, en });
  return (
    <select
      name={`priority.${need.id}`}
      className="input min-w-36"
      aria-label={`${t.yourVoice} : ${need.title}`}
      defaultValue={said ?? ''}
    >
      <option value="">{t.noAnswer}</option>
      {PRIORITIES.map((priority) => (
        <option key={priority} value={priority}>
          {t.priorities[priority]}
        </option>
      ))}
    </select>
  );
}
