import { createClient } from "@supabase/supabase-js";
import { ProviderError } from "../../domain/errors.ts";

/** Where sealed chunks lie. Keys look like `<organization>/<recording>/<version>/<index>`. */
export interface ChunkStore {
  put(key: string, sealed: Uint8Array): Promise<void>;
  get(key: string): Promise<Buffer>;
  remove(keys: readonly string[]): Promise<void>;
}

const BUCKET = "recordings";
/** One sealed chunk and some room. */
const BUCKET_LIMIT_BYTES = 2 * 1024 * 1024;

/** Supabase Storage with the service key: no person asks here, the caller has checked who may. */
export function createChunkStore(settings: { supabaseUrl: string; secretKey: string }): ChunkStore {
  const client = createClient(settings.supabaseUrl, settings.secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: {
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(30_000) }),
    },
  });
  let bucket: Promise<void> | undefined;

  async function makeBucket(): Promise<void> {
    const { error } = await client.storage.createBucket(BUCKET, {
      public: false,
      fileSizeLimit: BUCKET_LIMIT_BYTES,
    });
    if (error && !/exist/i.test(error.message))
      throw new ProviderError("the storage refused to make a place for recordings", {
        retryable: true,
        cause: error,
      });
  }

  const ready = (): Promise<void> => {
    bucket ??= makeBucket().catch((error: unknown) => {
      bucket = undefined;
      throw error;
    });
    return bucket;
  };

  return {
    async put(key, sealed) {
      await ready();
      const { error } = await client.storage
        .from(BUCKET)
        .upload(key, sealed, { upsert: true, contentType: "application/octet-stream" });
      if (error)
        throw new ProviderError("the storage did not take a piece of a recording", {
          retryable: true,
          cause: error,
        });
    },
    async get(key) {
      const { data, error } = await client.storage.from(BUCKET).download(key);
      if (error)
        throw new ProviderError("the storage did not give a piece of a recording", {
          retryable: true,
          cause: error,
        });
      return Buffer.from(await data.arrayBuffer());
    },
    async remove(keys) {
      if (keys.length === 0) return;
      const { error } = await client.storage.from(BUCKET).remove([...keys]);
      if (error)
        throw new ProviderError("the storage did not erase a recording", {
          retryable: true,
          cause: error,
        });
    },
  };
}
