import { requestStatus } from "@patchbay/contracts";
import type { RequestPatch, RequestStatus, RequestView } from "@patchbay/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PhoneCall, TriangleAlert, UserRoundPlus, X } from "lucide-react";
import { Link } from "react-router";
import { useMe, useNet } from "../net/net.tsx";
import { RefusedError } from "../net/rest.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { urgencyWords } from "../ui/call-words.ts";
import { Chip } from "../ui/chip.tsx";
import { initials, shortMoment } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../ui/now.ts";
import { problemWords } from "../ui/problem-words.ts";
import { useTelephone } from "../ui/telephone.ts";
import { toast } from "../ui/toaster.tsx";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";

export function RequestRow({ request }: { request: RequestView }) {
  const { t, locale } = useWords();
  const { show } = useTelephone();
  const me = useMe();
  const now = useNow();
  const change = useChange(request.id);
  const mayEdit = me.grants.includes("requests.edit");
  const caller =
    request.callerName ?? (request.callerNumber === null ? null : show(request.callerNumber));
  return (
    <li className="request-row" data-testid="request-row">
      <div className="request-main">
        <div className="line-up">
          <span className="request-reference">{request.reference}</span>
          <strong className="cut">{request.problem ?? t("request.missing")}</strong>
          {request.demo && <Chip tone="dashed">{t("history.demo")}</Chip>}
        </div>
        <div className="request-about soft">
          {[
            caller,
            request.address,
            request.callbackNumber === null ? null : show(request.callbackNumber),
            shortMoment(request.createdAt, locale, now),
          ]
            .filter((one) => one !== null)
            .join(" · ")}
        </div>
      </div>
      <div className="request-urgency">
        {request.urgency !== null && (
          <Chip
            {...(request.urgency === "emergency"
              ? ({ tone: "warn", icon: TriangleAlert } as const)
              : {})}
          >
            {urgencyWords(request.urgency, t)}
          </Chip>
        )}
        {request.kind === "callback" && <Chip tone="outline">{t("request.kindCallback")}</Chip>}
      </div>
      <div className="request-assignee">
        {request.assigneeName !== null ? (
          <>
            <Who kind="operator" size="middle" initials={initials(request.assigneeName)} />
            <span className="cut">{request.assigneeName}</span>
            {mayEdit && request.assigneeId === me.userId && (
              <IconButton
                size="small"
                icon={X}
                label={t("request.drop")}
                onClick={() => change.mutate({ assigneeId: null })}
              />
            )}
          </>
        ) : mayEdit ? (
          <Button
            size="small"
            kind="quiet"
            icon={UserRoundPlus}
            onClick={() => change.mutate({ assigneeId: me.userId })}
          >
            {t("request.assignMe")}
          </Button>
        ) : (
          <span className="faint">{t("request.nobody")}</span>
        )}
      </div>
      <select
        className="field request-status"
        aria-label={`${t("request.status")} ${request.reference}`}
        value={request.status}
        disabled={!mayEdit || change.isPending}
        onChange={(event) => change.mutate({ status: event.target.value as RequestStatus })}
      >
        {requestStatus.options.map((one) => (
          <option key={one} value={one}>
            {t(`requestStatus.${one}`)}
          </option>
        ))}
      </select>
      {request.callId === null ? (
        <span />
      ) : (
        <Link className="button is-quiet is-small request-call" to={`/history/${request.callId}`}>
          <Icon of={PhoneCall} />
          {t("request.openCall")}
        </Link>
      )}
    </li>
  );
}

function useChange(id: string) {
  const { rest } = useNet();
  const { t } = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: RequestPatch) => rest.patchRequest(id, patch),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["requests"] });
      toast.success(t("request.saved"));
    },
    onError: (error) => {
      toast.error(
        error instanceof RefusedError ? problemWords(error.problem, t) : t("problem.unreachable"),
      );
    },
  });
}
