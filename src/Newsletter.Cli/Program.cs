using System.CommandLine;
using Newsletter.Cli;
using Newsletter.Cli.Commands;

var console = CliConsole.ForProcess();
var root = new RootCommand("Explainer newsletters that never spoil: Markdown in; pages, feeds and digests out.")
{
    PublishCommand.Create(console),
    CheckCommand.Create(console),
    NewCommand.Create(console),
    InitCommand.Create(console),
    ImportCommand.Create(console),
    CardCommand.Create(console),
    UploadCommand.Create(console),
    RetractCommand.Create(console),
    RetractCommand.CreateRestore(console),
    SubscribersCommand.Create(console),
    DigestCommand.Create(console),
    DeliveriesCommand.Create(console),
    RunCommand.Create(console),
    ServeCommand.Create(console),
    TemplatesCommand.Create(console),
    BackupCommand.Create(console),
    StatusCommand.Create(console),
    DoctorCommand.Create(console),
};
root.Add(CompletionCommand.Create(console, root));
HelpPage.PutInto(root);
return await CliRunner.RunAsync(root, args, console);
