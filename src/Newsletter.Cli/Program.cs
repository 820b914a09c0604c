using System.CommandLine;
using Newsletter.Cli;
using Newsletter.Cli.Commands;

var console = CliConsole.ForProcess();
var root = new RootCommand("Explainer newsletters that never spoil: Markdown in; pages, feeds and digests out.")
{
    PublishCommand.Create(console),
    CheckCommand.Create(console),
    ImportCommand.Create(console),
    DigestCommand.Create(console),
    DoctorCommand.Create(console),
    NewCommand.Create(console),
    RetractCommand.Create(console),
    StatusCommand.Create(console),
};
return await CliRunner.RunAsync(root, args, console);
