import type { Language } from "@patchbay/contracts";

/** How a Whisper server is asked. All take one file in a form and answer with JSON. */
export type WhisperDialect =
  /** `POST /v1/audio/transcriptions`: OpenAI, speaches, vLLM, LocalAI and others. */
  | { readonly kind: "openai"; readonly model: string; readonly path?: string }
  /** whisper.cpp's own server; started with a model for many languages. */
  | { readonly kind: "whisper_cpp"; readonly path?: string }
  /** One's own server in front of Whisper. */
  | {
      readonly kind: "transcribe";
      readonly path?: string;
      readonly fileField?: string;
      /** Null where the server takes no language. */
      readonly languageField?: string | null;
      readonly resultKey?: string;
    };

export type WhisperForm = {
  readonly path: string;
  readonly fileField: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly resultKey: string;
};

/** The form that a dialect wants for a call in this language. */
export function formOf(dialect: WhisperDialect, language: Language): WhisperForm {
  const code = language.slice(0, 2);
  switch (dialect.kind) {
    case "openai":
      return {
        path: dialect.path ?? "/v1/audio/transcriptions",
        fileField: "file",
        fields: { model: dialect.model, language: code, response_format: "json", temperature: "0" },
        resultKey: "text",
      };
    case "whisper_cpp":
      return {
        path: dialect.path ?? "/inference",
        fileField: "file",
        fields: {
          language: code,
          response_format: "json",
          temperature: "0.0",
          temperature_inc: "0.2",
        },
        resultKey: "text",
      };
    case "transcribe": {
      const field = dialect.languageField === undefined ? "language" : dialect.languageField;
      return {
        path: dialect.path ?? "/transcribe",
        fileField: dialect.fileField ?? "file",
        fields: field === null ? {} : { [field]: code },
        resultKey: dialect.resultKey ?? "transcript",
      };
    }
  }
}
