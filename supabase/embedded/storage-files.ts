import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import type { App } from "@supabase/lite";

type Adapter = NonNullable<App["_storageAdapter"]>;
type Metadata = Awaited<ReturnType<Adapter["headObject"]>>;
type Sidecar = { contentType: string; cacheControl: string; eTag: string };

function missing(): Error {
  return Object.assign(new Error("Object not found"), { status: 404, code: "NoSuchKey" });
}

/**
 * Keeps objects as files under `folder`. The local Supabase ships such an adapter but does not
 * export it. Names on disk are hashes, so no key can climb out of the folder. Versions are ignored:
 * the local Supabase uploads without one and asks with one.
 */
export function storeInFiles(folder: string): Adapter {
  const place = (bucket: string, key: string): string => {
    const hash = createHash("sha256").update(`${bucket}/${key}`).digest("hex");
    return path.join(folder, hash.slice(0, 2), hash);
  };
  const head = async (bucket: string, key: string): Promise<Metadata> => {
    const file = place(bucket, key);
    const [facts, note] = await Promise.all([stat(file), readFile(`${file}.json`, "utf8")]).catch(
      () => {
        throw missing();
      },
    );
    const { cacheControl, contentType, eTag } = JSON.parse(note) as Sidecar;
    return {
      cacheControl,
      eTag,
      mimetype: contentType,
      contentLength: facts.size,
      size: facts.size,
      lastModified: facts.mtime,
      httpStatusCode: 200,
    };
  };
  const remove = async (bucket: string, key: string): Promise<void> => {
    const file = place(bucket, key);
    await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
  };
  return {
    driver: undefined,
    headObject: (bucket, key) => head(bucket, key),
    getObject: async (bucket, key) => {
      const metadata = await head(bucket, key);
      return {
        metadata,
        httpStatusCode: 200,
        body: Readable.toWeb(createReadStream(place(bucket, key))),
      };
    },
    uploadObject: async (bucket, key, _version, body, contentType, cacheControl) => {
      const bytes = Buffer.from(
        await new Response(body as ConstructorParameters<typeof Response>[0]).arrayBuffer(),
      );
      const file = place(bucket, key);
      const note: Sidecar = {
        contentType,
        cacheControl,
        eTag: `"${createHash("md5").update(bytes).digest("hex")}"`,
      };
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      // Written beside and moved, so that a killed upload never leaves half an object.
      const draft = `${file}.${process.pid}.part`;
      await writeFile(draft, bytes, { mode: 0o600 });
      await writeFile(`${file}.json`, JSON.stringify(note), { mode: 0o600 });
      await rename(draft, file);
      return head(bucket, key);
    },
    deleteObject: (bucket, key) => remove(bucket, key),
    deleteObjects: async (bucket, keys) => {
      await Promise.all(keys.map((key) => remove(bucket, key)));
    },
    copyObject: async (sourceBucket, source, _version, bucket, key) => {
      const [from, to] = [place(sourceBucket, source), place(bucket, key)];
      await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
      await copyFile(from, to);
      await copyFile(`${from}.json`, `${to}.json`);
      return head(bucket, key);
    },
    privateAssetUrl: async (bucket, key) => `file://${place(bucket, key)}`,
  };
}
