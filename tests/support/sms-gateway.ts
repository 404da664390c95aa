import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TakenSms {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
}

/** How the gateway takes the next message. */
export type Mood =
  | 'well'
  /** Takes it, and answers after the sender has given up. */
  | 'late'
  /** Takes it, and the connection breaks before the answer. */
  | 'never'
  | 'busy'
  | 'refused';

export interface SmsGatewayServer {
  readonly url: string;
  /** Messages as people would receive them: one an id, however often it was asked for. */
  readonly delivered: () => readonly TakenSms[];
  /** Requests with a good token, repeats among them. */
  readonly asked: () => number;
  /** Moods of the next requests, in order; `well` afterwards. */
  readonly next: (...moods: readonly Mood[]) => void;
  readonly close: () => Promise<void>;
}

/** A text message gateway that behaves as its documentation says, its bad days included. */
export async function startSmsGateway(token: string, lateMs = 400): Promise<SmsGatewayServer> {
  const taken = new Map<string, TakenSms>();
  const moods: Mood[] = [];
  let asked = 0;
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      const end = (status: number): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
      };
      if (request.headers.authorization !== `Bearer ${token}`) return end(401);
      asked += 1;
      const mood = moods.shift() ?? 'well';
      if (mood === 'busy') return end(503);
      if (mood === 'refused') return end(422);
      const sms = JSON.parse(body) as TakenSms;
      const key = String(request.headers['idempotency-key']);
      if (!taken.has(key)) taken.set(key, sms);
      if (mood === 'never') return void request.socket.destroy();
      if (mood === 'late') return void setTimeout(() => end(200), lateMs);
      return end(202);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/messages`,
    delivered: () => [...taken.values()],
    asked: () => asked,
    next: (...coming) => void moods.push(...coming),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The signature that the gateway puts under what it says became of a message. */
export function signReceipt(token: string, body: string): string {
  return createHmac('sha256', token).update(body).digest('hex');
}
