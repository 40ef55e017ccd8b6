using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Inkoop.Money.Projections;

/// <summary>Fills the tables of this service again after an upgrade. Until then <see cref="Settlements.SettlementStore"/> settles nothing from a ledger that is not whole.
/// The ledger comes last, so that when it is whole all is.</summary>
internal sealed class FillMoney(
    MoneyDatabase database, CareGiven care, Persons persons, Ledger ledger, LogReader logs, StartupGate gate, TimeProvider clock, ILogger<FillMoney> logger)
    : FillAgain(database, [(care, 1), (persons, 1), (ledger, 2)], logs, gate, clock, logger);
