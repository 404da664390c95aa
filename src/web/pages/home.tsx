import { guard } from '../../platform/http/route.ts';

export const loader = guard('NONE', () => null);

export default function Home() {
  return <h1>Maillage</h1>;
}
