from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("certification", "0005_certifications_of_enrolments")]
    operations = [
        migrations.AlterField(
            model_name="curriculumenrolment",
            name="certification",
            field=models.ForeignKey(
                on_delete=PROTECT, related_name="enrolments", to="certification.certification"
            ),
        ),
        migrations.AlterField(
            model_name="award",
            name="completed_on",
            field=models.DateField(
                help_text="The day on which the last requirement held, where the administration is."
            ),
        ),
        migrations.AddConstraint(
            model_name="curriculumenrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("withdrawn_at", None)),
                fields=("certification",),
                name="one_open_enrolment_per_certification",
            ),
        ),
    ]
