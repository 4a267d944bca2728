import { rulesOf } from "./shape.ts";

const safety = "Safety rules for the first minute";
const service = "How we talk with callers";

export const english = rulesOf("en-US", {
  gas: {
    title: "Gas: everybody out, no switches",
    say: "Please leave the building now, touch no switches, and call the emergency line from outside.",
    source: safety,
    anyOf: `
      smell* ~ gas, smell* ~ ~ gas, gas leak*, gas smell*, leak* gas, odor|odour ~ gas,
      hissing ~ gas, gas pipe ~ leak*
    `,
    unless: "no smell, no gas, dont smell, do not smell, gas bill, gas station, not smell*",
  },
  trapped: {
    title: "Person stuck in the lift",
    say: "Is anybody hurt or unwell? Please stay calm and leave the doors alone, I am sending help now.",
    source: safety,
    anyOf: `
      stuck in ~ elevator|lift, trapped in ~ elevator|lift, stuck inside ~ elevator|lift,
      locked in ~ elevator|lift, elevator|lift ~ people inside,
      elevator|lift ~ someone|somebody ~ inside, cant get out of the elevator|lift
    `,
    unless: "nobody, no one, was stuck, got stuck yesterday, empty",
  },
  sparks: {
    title: "Power off at the fuse box first",
    say: "Please do not touch it. Can you reach the fuse box safely and switch the main breaker off?",
    source: safety,
    anyOf: `
      spark*, electric shock*, got a shock, got shocked, electrocuted, burning smell,
      smells burnt|burned, smoke ~ outlet|socket|fuse, shocked me, short circuit*,
      outlet|socket ~ burn*|smok*|melt*
    `,
    unless: "spark plug*, sparkling, no sparks, what a shock, in shock, shock when i saw",
  },
  vulnerable: {
    title: "Child or elderly person without heat: today",
    say: "I am marking this for today. Do you have another warm room or a heater until we are there?",
    source: safety,
    anyOf: `
      baby|babies|newborn|infant, child|children|kid|kids|toddler, elderly,
      old mother|father|lady|man, grandmother|grandma|grandfather|grandpa, pregnant, disabled,
      ninety|eighty|seventy years|year, my mother|father is eighty|ninety|seventy
    `,
    with: `
      heating, heat, freezing, boiler*, radiator*, cold, no hot water, power ~ out, no power,
      no electricity
    `,
    unless: "cold water tap, grown up, children are fine",
  },
  water: {
    title: "Main valve off; power off near water",
    say: "Can you turn the main water valve off? And please switch the power off where it is wet.",
    source: safety,
    anyOf: `
      pipe ~ ~ ~ leaking, leaking pipe*, pipe ~ ~ leaks, bucket, buckets, puddle*,
      dripping from the ceiling, drips from the ceiling, burst pipe*, pipe ~ burst, flood*,
      water ~ ceiling, water ~ everywhere, water ~ running down, pouring ~ water,
      water ~ pouring, water ~ shooting, gushing*, overflow*, ceiling ~ dripping, under water
    `,
    unless: "already turned off, no water, hot water ~ not, water bill, flooded with calls",
  },
  keys: {
    title: "Locked out: check who is asking",
    say: "Before we open a door, could you tell me the name on the bell and show identification on site?",
    source: "Opening doors only for residents",
    anyOf: `
      lost ~ key|keys, locked out, locked myself out, locked ourselves out, key|keys ~ stolen,
      left ~ key|keys inside, open ~ door ~ key|keys, forgot ~ key|keys
    `,
    unless: "found ~ key|keys, key question, spare key works",
  },
  recording: {
    title: "Objects to the recording",
    say: "Of course. I am stopping the recording now; you need not give a reason.",
    source: "Recording and personal data",
    anyOf: `
      not ~ recorded, not ~ be recorded, dont ~ record, do not record, stop recording,
      without recording, delete my data, my personal data, data protection, privacy,
      who hears this
    `,
    unless: "dont mind ~ record*, fine with ~ record*, for the record",
  },
  angry: {
    title: "Caller is upset: listen first",
    say: "I understand that this is infuriating. Let me note what happened and stay with it until it is settled.",
    source: service,
    anyOf: `
      still not fixed|working|repaired, for weeks, not talking to a machine, about time,
      nobody came, unacceptable, ridiculous, outrageous, furious, fed up, sick of, disgrace*,
      third time, how many times, nobody ~ came, nobody ~ shows up, waste of time, scandal*,
      a joke, lawyer, worst service, terrible service, so angry
    `,
    unless: "not angry, just kidding, telling a joke, neighbour is a lawyer",
  },
  cancel: {
    title: "Wants to cancel",
    say: "I can do that for you. May I ask what would have to change for you to keep the appointment?",
    source: service,
    anyOf: `
      cancel ~ appointment, cancel ~ request, cancel ~ contract, cancel ~ order,
      cancel everything, want to cancel, like to cancel, call it off, terminate ~ contract,
      file a complaint, make a complaint, complain about
    `,
    unless: "not cancel, dont cancel, do not cancel, noise cancel*",
  },
  price: {
    title: "Price: no figure on the phone",
    say: "You get a written estimate before anybody starts; the visit itself is charged by the time it takes.",
    source: "Prices and estimates",
    anyOf: `
      how much ~ ~ cost*, how much is ~ ~, how much will, how much would, what does ~ ~ cost,
      what will ~ ~ cost, what would ~ ~ cost, how expensive, what do you charge, the price,
      a price, prices, pricing, your price, price for, price list, estimate, is it free
    `,
    unless: `
      how much water, how much longer, at any price, price tag, how much is left,
      how much is leaking
    `,
  },
  tenant: {
    title: "Tenant or owner? Who pays",
    say: "Do you rent the flat? Then I note your landlord as well, because repairs of the house are usually theirs.",
    source: "Who orders a repair",
    anyOf: `
      landlord*, my tenant*, im renting, i rent, property manager*, property management,
      who pays, who has to pay, insurance
    `,
    unless: "no landlord, insurance card",
  },
  entrance: {
    title: "How does the technician get in?",
    say: "How does our technician get in: is there a name on the bell, a gate, or a code?",
    source: "What a technician needs to know",
    anyOf: `
      bell ~ not work*, bell doesnt work, doorbell ~ broken, back entrance, rear entrance,
      backyard, courtyard, gate code, door code, the gate is, ring at, behind the house,
      intercom ~ broken
    `,
    unless: "you know the way",
  },
});
