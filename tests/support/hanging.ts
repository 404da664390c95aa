import { type AddressInfo, createServer, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** How a server fails to answer. */
export type Hanging =
  /** Takes the connection and says nothing. */
  | 'silent'
  /** A byte of its headers every little while, for ever. */
  | 'drip'
  /** A line of an SMTP greeting every little while, and never the last. */
  | 'drip-greeting'
  /** A success, then a byte of the body every little while, for ever. */
  | 'drip-body'
  /** A success, then a body without an end, as fast as it is taken. */
  | 'endless';

export interface HangingServer {
  readonly port: number;
  /** Connections that are open now. */
  readonly open: () => number;
  /** Connections that there have been. */
  readonly seen: () => number;
  readonly close: () => Promise<void>;
}

const DRIP_MS = 50;

/** A server that accepts and then does not do what it should: for HTTP, and for SMTP. */
export async function startHanging(how: Hanging): Promise<HangingServer> {
  const sockets = new Set<Socket>();
  let seen = 0;
  const server = createServer((socket) => {
    seen += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    const drip = (text: string): void => {
      const timer = setInterval(() => socket.write(text), DRIP_MS);
      socket.once('close', () => clearInterval(timer));
    };
    socket.once('close', () => sockets.delete(socket));
    socket.on('data', () => undefined);
    if (how === 'drip') {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      drip('a');
    }
    if (how === 'drip-greeting') drip('220-wait\r\n');
    const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n';
    if (how === 'drip-body') {
      socket.once('data', () => {
        socket.write(head);
        drip('a');
      });
    }
    if (how === 'endless') {
      const part = 'a'.repeat(65_536);
      const pour = (): void => {
        while (!socket.destroyed && socket.write(part));
      };
      socket.once('data', () => {
        socket.write(head);
        socket.on('drain', pour);
        pour();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    open: () => sockets.size,
    seen: () => seen,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export interface TakenMail {
  readonly to: string;
  readonly raw: string;
}

export interface MailServer {
  readonly port: number;
  readonly taken: () => readonly TakenMail[];
  /** Mails that hang at this moment. */
  readonly hanging: () => number;
  /** Lets those that hang, and all that come, through. */
  readonly recover: () => void;
  readonly close: () => Promise<void>;
}

/**
 * A mail server that is slow for some: a recipient `slow…@` gets no answer until it recovers;
 * `gone…@` is refused for good, `busy…@` for now, each with an answer that names the address.
 */
export async function startMailServer(): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const held = new Set<() => void>();
  let slow = true;
  const answer = (code: number, text: string): Error =>
    Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('gone'))
        return done(answer(550, `5.1.1 <${address}>: Recipient address rejected`));
      if (address.startsWith('busy')) return done(answer(451, `4.7.1 <${address}>: try later`));
      if (!address.startsWith('slow') || !slow) return done();
      held.add(done);
    },
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => {
        raw += chunk.toString('utf8');
      });
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', raw });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken: () => taken,
    hanging: () => held.size,
    recover() {
      slow = false;
      for (const done of held) done();
      held.clear();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
