import { Form } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import type { Role } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** One click a role: opens a session of a demonstration account. */
export function RoleButtons({
  accounts,
  back,
}: {
  accounts: readonly { id: string; name: string; role: string }[];
  back: string;
}) {
  const t = useText({ fr, en });
  return (
    <section aria-labelledby="demo-title" className="card">
      <h2 id="demo-title">{t.signIn.demoTitle}</h2>
      <p className="hint mb-3">{t.signIn.demoLead}</p>
      <Form method="post" action="/demonstration" reloadDocument className="grid gap-2">
        <input type="hidden" name="back" value={back} />
        {accounts.map((account) => {
          const role = account.role as Role;
          return (
            <button
              key={account.id}
              type="submit"
              name="account"
              value={account.id}
              className="btn btn-quiet justify-start text-left"
            >
              <span>
                {t.roles[role] ?? account.role}
                <span className="hint block font-normal">{t.rolePurpose[role] ?? ''}</span>
              </span>
            </button>
          );
        })}
      </Form>
    </section>
  );
}
