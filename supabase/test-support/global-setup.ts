import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { startTestCluster, type TestCluster } from "./test-cluster.ts";

/**
 * One Postgres for the whole run, shared by all workers, started only when a test file asks for it:
 * a run of pure tests pays nothing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<TestCluster> | undefined;
  const broker = createServer((_request, response) => {
    cluster ??= startTestCluster();
    cluster.then(
      ({ url }) => response.writeHead(200).end(url),
      (cause: unknown) =>
        response.writeHead(500).end(cause instanceof Error ? cause.message : String(cause)),
    );
  });
  await new Promise<void>((resolve) => {
    broker.listen(0, "127.0.0.1", resolve);
  });
  broker.unref();
  project.provide(
    "testPostgresBroker",
    `http://127.0.0.1:${(broker.address() as AddressInfo).port}`,
  );
  return async () => {
    broker.closeAllConnections();
    broker.close();
    const started = await cluster?.catch(() => undefined);
    await started?.stop();
  };
}
