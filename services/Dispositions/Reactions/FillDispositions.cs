using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;

namespace Inkoop.Dispositions.Reactions;

/// <summary>Fills what lines are judged by again after an upgrade. A message on a contract that is not known here yet waits meanwhile.</summary>
internal sealed class FillDispositions(
    DispositionsDatabase database, KnownAgreements agreements, KnownMunicipalities municipalities, LogReader logs, StartupGate gate, TimeProvider clock, ILogger<FillDispositions> logger)
    : FillAgain(database, [(agreements, 1), (municipalities, 1)], logs, gate, clock, logger);
