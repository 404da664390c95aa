import { allianceEn, allianceFr } from '../../modules/alliance/public.ts';
import {
  type Action,
  actionsEn,
  actionsFr,
  coDesignEn,
  coDesignFr,
  nextOf,
} from '../../modules/partnerships/public.ts';
import type { Locale } from '../../platform/access/access.ts';
import { formatDay, formatNumber, pick, today } from '../../platform/i18n/messages.ts';
import type { readWorkshop } from './queries.ts';

type Workshop = NonNullable<Awaited<ReturnType<typeof readWorkshop>>>;

/** How much fits one page, so that a meeting has one sheet; what is left out is counted. */
const MOST = { indicators: 4, needs: 8, decisions: 5, actions: 12 } as const;
/** Longer words are cut: the page of each thing has them in full. */
const WORDS = { title: 90, reason: 110, comparison: 90 } as const;

/** What the one-page summary of a workshop says, in the reader's language. */
export function summaryOf(workshop: Workshop, locale: Locale, now: Date) {
  const t = pick({ fr: coDesignFr, en: coDesignEn }, locale);
  const { needs, decisions, proposals, actions, territory } = workshop;
  // The last word on each proposal; a decision that was changed is history.
  const last = decisions.filter(
    (decision) =>
      decisions.findLast((other) => other.proposalId === decision.proposalId) === decision,
  );
  const shown = last.toReversed().slice(0, MOST.decisions);
  const more = (all: number, most: number): string =>
    all > most ? t.printed.more(all - most) : '';
  return {
    title: t.printed.title(territory.name),
    language: locale,
    foot: t.printed.foot(formatDay(locale, today(now))),
    words: t.printed,
    indicators: workshop.indicators.slice(0, MOST.indicators).map((indicator) => ({
      label: indicator.label,
      value: indicator.value,
      comparison: cut(indicator.comparison, WORDS.comparison),
    })),
    needs: needs.slice(0, MOST.needs).map((need) => ({
      rank: need.standing.rank === null ? '–' : t.place(need.standing.rank),
      title: cut(need.title, WORDS.title),
      territory: need.territoryName,
      said: need.standing.voices === 0 ? t.unranked : t.printed.voices(need.standing.voices),
    })),
    moreNeeds: more(needs.length, MOST.needs),
    decisions: shown.map((decision) => {
      const proposal = proposals.find(({ id }) => id === decision.proposalId);
      return {
        outcome: t.outcomes[decision.outcome],
        title: cut(proposal?.title ?? '', WORDS.title),
        partner: proposal?.partner.name ?? '',
        reason: cut(decision.reason, WORDS.reason),
      };
    }),
    moreDecisions: more(last.length, MOST.decisions),
    actions: actions.slice(0, MOST.actions).map((action) => lineOf(action, locale)),
    moreActions: more(actions.length, MOST.actions),
  };
}

function lineOf(action: Action, locale: Locale) {
  const t = pick({ fr: coDesignFr, en: coDesignEn }, locale);
  const a = pick({ fr: actionsFr, en: actionsEn }, locale);
  const next = nextOf(action.milestones);
  const result = action.result || (action.indicatorLabel?.[locale] ?? '');
  const target =
    action.target === null ? '' : `${formatNumber(locale, action.target)} ${action.unit}`.trim();
  return {
    title: cut(action.title, WORDS.title),
    commitment: pick({ fr: allianceFr, en: allianceEn }, locale).commitment[action.commitment],
    owner: action.ownerKind === 'operator' ? t.operator : cut(action.ownerName, 40) || '–',
    state: a.states[action.state],
    due: next ? formatDay(locale, next.dueOn) : '–',
    result: cut([result, target].filter(Boolean).join(' : '), 60) || '–',
  };
}

function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
