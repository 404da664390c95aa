import type { Generated } from 'kysely';
import type { DateOnly, DefaultTimestamp, Version } from '../../../platform/db/schema.ts';
import type { Commitment } from '../../alliance/public.ts';
import type { MilestoneState, OwnerKind } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    plan_action: {
      id: string;
      territory_kind: 'commune' | 'epci' | 'department';
      territory_code: string;
      department_code: string;
      commitment: Commitment;
      title: string;
      description: string;
      owner_kind: OwnerKind;
      owner_partner_id: string | null;
      owner_account_id: string | null;
      place_id: string | null;
      need_id: string | null;
      proposal_id: string | null;
      partnership_id: string | null;
      result: string;
      indicator_code: string | null;
      unit: string;
      target: number | null;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    plan_milestone: {
      id: string;
      action_id: string;
      label: string;
      due_on: DateOnly;
      state: Generated<MilestoneState>;
      position: number;
      reminded_on: DateOnly | null;
    };
    plan_milestone_move: {
      id: string;
      milestone_id: string;
      from_state: MilestoneState;
      to_state: MilestoneState;
      reason: string;
      due_before: DateOnly;
      moved_by: string | null;
      moved_at: DefaultTimestamp;
    };
  }
}
