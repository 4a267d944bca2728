import { useId, useState } from "react";
import type { TurnMeasured } from "@patchbay/contracts";
import { TurnChip } from "./turn-chip.tsx";
import { TurnDetails } from "./turn-details.tsx";

/** A turn that ended without words of its own in the transcript. */
export function WordlessTurn({ turn }: { turn: TurnMeasured }) {
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  return (
    <div className="turn-alone">
      <TurnChip turn={turn} open={open} controls={detailsId} onToggle={setOpen} />
      {open && <TurnDetails turn={turn} id={detailsId} />}
    </div>
  );
}
