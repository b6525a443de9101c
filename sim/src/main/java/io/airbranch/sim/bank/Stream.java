package io.airbranch.sim.bank;

import io.airbranch.sim.day.Law;
import io.airbranch.sim.day.Line;

/**
 * One kind of customers of the bank.
 *
 * @param share of all contacts
 * @param crew number of the group of agents that is staffed for it
 */
record Stream(Line line, String language, double share, int crew, Law patience, Law service, Law after) {}
